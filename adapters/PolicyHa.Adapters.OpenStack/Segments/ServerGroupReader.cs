using System.Collections.Frozen;
using System.Globalization;
using PolicyHa.Adapters.OpenStack.Compute;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Segments;

/// <summary>
/// The server groups of all projects, by member. Lists of servers do not tell them. Where they cannot be read nothing is lost but
/// foresight: Nova's scheduler keeps them all the same.
/// </summary>
static class ServerGroupReader
{
    /// <summary>Nova hands out no more at once (<c>api.max_limit</c>, as installed).</summary>
    const int PageSize = 1000;

    public static async Task<IReadOnlyDictionary<string, ServerGroup>> ReadAsync(NovaClient nova, CancellationToken ct)
    {
        try
        {
            var groups = new Dictionary<string, ServerGroup>();
            for (var offset = 0; ; offset += PageSize)
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"/os-server-groups?all_projects=true&limit={PageSize}&offset={offset}");
                var page = (await nova.GetAsync(path, WireContext.Default.ServerGroupList, ct)).ServerGroups ?? [];
                foreach (var entry in page)
                {
                    if (From(entry) is not { } group)
                        continue;
                    foreach (var member in entry.Members ?? [])
                        groups.TryAdd(member, group);
                }

                if (page.Count < PageSize)
                    return groups;
            }
        }
        catch (OutsideUnavailableException)
        {
            return FrozenDictionary<string, ServerGroup>.Empty;
        }
    }

    /// <summary>Null for a policy that this version does not know.</summary>
    static ServerGroup? From(ServerGroupEntry entry) => entry.Id is { } id && ServerGroup.PolicyOf(entry.Policy ?? "") is { } policy
        ? new ServerGroup(id, entry.Name ?? id, policy, Math.Max(1, entry.Rules?.MaxServerPerHost ?? 1))
        : null;
}
