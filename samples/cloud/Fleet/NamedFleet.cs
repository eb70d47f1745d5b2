namespace PolicyHa.Samples.Cloud.Fleet;

/// <summary>A small fleet one can talk about: four hosts and a reserved one, pets and cattle with names.</summary>
public static class NamedFleet
{
    public static FleetPlan Create() => new(
        [
            new HostPlan("compute-1") { Rack = "rack-1", Aggregates = ["ha"] },
            new HostPlan("compute-2") { Rack = "rack-1", Aggregates = ["ha"] },
            new HostPlan("compute-3") { Rack = "rack-2", Aggregates = ["ha"] },
            new HostPlan("compute-4") { Rack = "rack-2", Aggregates = ["ha"] },
            new HostPlan("compute-5") { Rack = "rack-2", Aggregates = ["ha"], Reserved = true },
        ],
        [
            Pet("orders-db", "compute-1") with { Flavor = Flavor.Database, VolumeBooted = true, Group = "databases" },
            Pet("mail", "compute-1") with { VolumeBooted = true },
            Cattle("web-1", "compute-1"),
            Cattle("web-2", "compute-1"),
            Plain("sandbox", "compute-1"),
            Pet("ledger-db", "compute-2") with { Flavor = Flavor.Database, VolumeBooted = true, Group = "databases" },
            Cattle("web-3", "compute-2"),
            Cattle("worker-1", "compute-2"),
            Pet("ci", "compute-3"),
            Cattle("web-4", "compute-3"),
            Cattle("worker-2", "compute-3"),
            Pet("archive", "compute-4") with { Stopped = true, VolumeBooted = true },
            Cattle("worker-3", "compute-4"),
        ])
    {
        Groups = [new GroupPlan("databases", "anti-affinity")],
    };

    /// <summary>An instance its owner cares for.</summary>
    public static InstancePlan Pet(string name, string host) => Plain(name, host) with
    {
        Flavor = Flavor.Medium,
        Metadata = new Dictionary<string, string> { ["HA_Enabled"] = "True", ["HA_Class"] = "pet" },
    };

    /// <summary>An instance that can be replaced by its like.</summary>
    public static InstancePlan Cattle(string name, string host) => Plain(name, host) with
    {
        Metadata = new Dictionary<string, string> { ["HA_Enabled"] = "True", ["HA_Class"] = "cattle" },
    };

    /// <summary>An instance that did not ask for protection.</summary>
    public static InstancePlan Plain(string name, string host) =>
        new(World.CloudWorld.IdOf("instance", name), name, host);
}
