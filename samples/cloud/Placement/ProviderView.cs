using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Placement;

/// <summary>Providers, inventories and candidates as JSON.</summary>
internal static class ProviderView
{
    public const string DisabledTrait = "COMPUTE_STATUS_DISABLED";

    static readonly string[] Parts = ["", "/inventories", "/usages", "/aggregates", "/traits", "/allocations"];

    public static JsonObject Of(ComputeHost host) => new()
    {
        ["uuid"] = host.Id.ToString(),
        ["name"] = host.Name,
        ["generation"] = host.Bookings.Generation,
        ["parent_provider_uuid"] = null,
        ["root_provider_uuid"] = host.Id.ToString(),
        ["links"] = new JsonArray([.. Parts.Select(each => new JsonObject
            {
                ["rel"] = each is "" ? "self" : each[1..],
                ["href"] = $"/placement/resource_providers/{host.Id}{each}",
            })]),
    };

    public static JsonObject Inventories(ComputeHost host) => new()
    {
        ["VCPU"] = Inventory(host.Plan.Vcpus, Resources.CpuAllocationRatio),
        ["MEMORY_MB"] = Inventory(host.Plan.RamMb, 1.0),
        ["DISK_GB"] = Inventory(host.Plan.DiskGb, 1.0),
    };

    public static JsonObject Amounts(Resources resources) => new()
    {
        ["VCPU"] = resources.Vcpus,
        ["MEMORY_MB"] = resources.RamMb,
        ["DISK_GB"] = resources.DiskGb,
    };

    public static JsonArray Traits(ComputeHost host) => host.Service.HiddenFromScheduler ? [DisabledTrait] : [];

    public static JsonObject Request(ComputeHost host, Resources wanted) => new()
    {
        ["allocations"] = new JsonObject
        {
            [host.Id.ToString()] = new JsonObject
            {
                ["resources"] = new JsonObject(Amounts(wanted).Where(a => a.Value!.GetValue<int>() > 0)
                    .Select(a => KeyValuePair.Create(a.Key, a.Value?.DeepClone()))),
            },
        },
        ["mappings"] = new JsonObject { [""] = new JsonArray(host.Id.ToString()) },
    };

    public static JsonObject Summary(ComputeHost host)
    {
        var (capacity, used) = (Resources.CapacityOf(host), host.Bookings.Used);
        return new JsonObject
        {
            ["resources"] = new JsonObject
            {
                ["VCPU"] = new JsonObject { ["capacity"] = capacity.Vcpus, ["used"] = used.Vcpus },
                ["MEMORY_MB"] = new JsonObject { ["capacity"] = capacity.RamMb, ["used"] = used.RamMb },
                ["DISK_GB"] = new JsonObject { ["capacity"] = capacity.DiskGb, ["used"] = used.DiskGb },
            },
            ["traits"] = Traits(host),
            ["parent_provider_uuid"] = null,
            ["root_provider_uuid"] = host.Id.ToString(),
        };
    }

    static JsonObject Inventory(int total, double ratio) => new()
    {
        ["total"] = total,
        ["reserved"] = 0,
        ["min_unit"] = 1,
        ["max_unit"] = total,
        ["step_size"] = 1,
        ["allocation_ratio"] = ratio,
    };
}
