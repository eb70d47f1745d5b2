namespace PolicyHa.Samples.Cloud.Fleet;

/// <summary>What a cloud starts with. Data only: making it twice from the same plan gives the same cloud.</summary>
/// <param name="Hosts">Compute hosts, names unique.</param>
/// <param name="Instances">Instances, each on one of the hosts.</param>
public sealed record FleetPlan(IReadOnlyList<HostPlan> Hosts, IReadOnlyList<InstancePlan> Instances)
{
    /// <summary>Server groups; instances name theirs by <see cref="InstancePlan.Group"/>.</summary>
    public IReadOnlyList<GroupPlan> Groups { get; init; } = [];

    /// <summary>Metadata of aggregates, by name, besides the zone and the rack that the aggregates of those have.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> AggregateMetadata { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();
}
