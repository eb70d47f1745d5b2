using System.Globalization;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Placement;

/// <summary>Which resource providers a query asks for.</summary>
internal sealed class ProviderFilter
{
    string? name;
    string? uuid;
    IReadOnlyList<string> required = [];
    HashSet<string>? members;

    /// <summary>What must be free at once.</summary>
    public Resources? Resources { get; private init; }

    public static ProviderFilter Read(IQueryCollection query, CloudWorld world)
    {
        var filter = new ProviderFilter
        {
            name = query["name"],
            uuid = (string?)query["uuid"] ?? query["in_tree"],
            required = ((string?)query["required"])?.Split(',') ?? [],
            Resources = query.TryGetValue("resources", out var resources) ? Amount(resources!) : null,
        };
        if ((string?)query["member_of"] is { } memberOf)
        {
            var wanted = memberOf.StartsWith("in:", StringComparison.Ordinal) ? memberOf[3..] : memberOf;
            var aggregates = wanted.Split(',');
            filter.members =
            [
                .. world.Aggregates.Where(a => aggregates.Contains(a.Uuid.ToString())).SelectMany(a => a.Hosts),
            ];
        }

        return filter;
    }

    public List<ComputeHost> Apply(CloudWorld world) => [.. world.Hosts.Values.Where(h =>
        (name is null || h.Name == name)
        && (uuid is null || h.Id.ToString() == uuid)
        && (members is null || members.Contains(h.Name))
        && required.All(trait => HasTrait(h, trait))
        && (Resources is not { } wanted || wanted.FitsIn(World.Resources.FreeOn(h))))];

    static bool HasTrait(ComputeHost host, string trait)
    {
        var forbidden = trait.StartsWith('!');
        var has = (forbidden ? trait[1..] : trait) == ProviderView.DisabledTrait && host.Service.HiddenFromScheduler;
        return has != forbidden;
    }

    static Resources Amount(string text)
    {
        var amounts = text.Split(',').Select(part => part.Split(':')).ToDictionary(p => p[0], p => p is [_, var count]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw PlacementError.BadRequest($"Badly formed resources parameter: {text}"));
        if (amounts.Keys.FirstOrDefault(k => k is not ("VCPU" or "MEMORY_MB" or "DISK_GB")) is { } unknown)
        {
            throw PlacementError.BadRequest(
                $"Invalid resource class in resources parameter: No such resource class {unknown}.");
        }

        return new Resources(amounts.GetValueOrDefault("VCPU"), amounts.GetValueOrDefault("MEMORY_MB"),
            amounts.GetValueOrDefault("DISK_GB"));
    }
}
