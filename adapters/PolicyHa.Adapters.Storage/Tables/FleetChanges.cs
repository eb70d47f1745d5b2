using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>What differs between two pictures of the fleet.</summary>
sealed record FleetChanges
{
    public required DateTimeOffset ReadAt { get; init; }

    public required int? SchedulersUp { get; init; }

    public required int? ConductorsUp { get; init; }

    public required IReadOnlyList<FailoverSegment> Segments { get; init; }

    public required IReadOnlyList<ComputeHost> Hosts { get; init; }

    public required IReadOnlyList<Instance> Instances { get; init; }

    public required IReadOnlyList<SegmentName> SegmentsGone { get; init; }

    public required IReadOnlyList<HostName> HostsGone { get; init; }

    public required IReadOnlyList<InstanceId> InstancesGone { get; init; }

    /// <summary>Rows to write.</summary>
    public int Count =>
        Segments.Count + Hosts.Count + Instances.Count + SegmentsGone.Count + HostsGone.Count + InstancesGone.Count;

    public static FleetChanges Between(Fleet stored, Fleet now) => new()
    {
        ReadAt = now.ReadAt,
        SchedulersUp = now.SchedulersUp,
        ConductorsUp = now.ConductorsUp,
        Segments = [.. now.Segments.Where(s => stored.Segment(s.Name) != s)],
        Hosts = [.. now.Hosts.Where(h => !IsSame(stored.Host(h.Name), h))],
        Instances = [.. now.Instances.Where(i => !IsSame(stored.Instance(i.Id), i))],
        SegmentsGone = [.. stored.Segments.Select(s => s.Name).Where(n => now.Segment(n) is null)],
        HostsGone = [.. stored.Hosts.Select(h => h.Name).Where(n => !now.Knows(n))],
        InstancesGone = [.. stored.Instances.Select(i => i.Id).Where(id => now.Instance(id) is null)],
    };

    /// <summary>
    /// By content: a record compares its metadata by reference, and each reading of the cloud makes new ones.
    /// </summary>
    static bool IsSame(Instance? stored, Instance now) =>
        stored is not null
        && AreSame(stored.Metadata, now.Metadata)
        && AreSame(stored.ImageProperties, now.ImageProperties)
        && AreSame(stored.FlavorSpecs, now.FlavorSpecs)
        && (stored with
        {
            Metadata = now.Metadata,
            ImageProperties = now.ImageProperties,
            FlavorSpecs = now.FlavorSpecs,
        }) == now;

    static bool IsSame(ComputeHost? stored, ComputeHost now) =>
        stored is not null
        && stored.Aggregates.SequenceEqual(now.Aggregates)
        && AreSame(stored.AggregateMetadata, now.AggregateMetadata)
        && (stored with { Aggregates = now.Aggregates, AggregateMetadata = now.AggregateMetadata }) == now;

    static bool AreSame(IReadOnlyDictionary<string, string> stored, IReadOnlyDictionary<string, string> now) =>
        ReferenceEquals(stored, now)
        || (stored.Count == now.Count
            && stored.All(m => now.TryGetValue(m.Key, out var value) && value == m.Value));
}
