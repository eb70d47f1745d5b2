using System.Collections.Frozen;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Topology;

/// <summary>All hosts and instances of the cloud at one moment. Immutable; a refresh makes a new one.</summary>
public sealed class Fleet
{
    /// <summary>Nothing known yet.</summary>
    public static readonly Fleet Empty = new(DateTimeOffset.MinValue, [], [], []);

    readonly FrozenDictionary<HostName, ComputeHost> hosts;
    readonly FrozenDictionary<HostName, Instance[]> instancesByHost;
    readonly FrozenDictionary<InstanceId, Instance> instances;
    readonly FrozenDictionary<SegmentName, FailoverSegment> segments;
    readonly FrozenDictionary<SegmentName, ComputeHost[]> hostsBySegment;
    readonly Lazy<DomainSizes> sizes;

    /// <param name="readAt">When the source answered, UTC.</param>
    /// <param name="segments">Every segment a host names must be among them.</param>
    public Fleet(
        DateTimeOffset readAt,
        IReadOnlyCollection<FailoverSegment> segments,
        IReadOnlyCollection<ComputeHost> hosts,
        IReadOnlyCollection<Instance> instances)
    {
        ReadAt = readAt;
        this.segments = segments.ToFrozenDictionary(s => s.Name);
        this.hosts = hosts.ToFrozenDictionary(h => h.Name);
        this.instances = instances.ToFrozenDictionary(i => i.Id);
        instancesByHost = instances.GroupBy(i => i.Host).ToFrozenDictionary(g => g.Key, g => g.OrderBy(i => i.Id).ToArray());
        hostsBySegment = hosts.GroupBy(h => h.Segment).ToFrozenDictionary(g => g.Key, g => g.OrderBy(h => h.Name).ToArray());
        sizes = new Lazy<DomainSizes>(() => new DomainSizes(this.hosts.Values));
    }

    /// <summary>When the source answered, UTC; <see cref="DateTimeOffset.MinValue"/> when it never has.</summary>
    public DateTimeOffset ReadAt { get; }

    /// <summary>How many schedulers of the cloud are up; null: it did not say.</summary>
    public int? SchedulersUp { get; init; }

    /// <summary>Hosts of each failure domain.</summary>
    public DomainSizes Sizes => sizes.Value;

    public int HostCount => hosts.Count;

    public int InstanceCount => instances.Count;

    /// <summary>All hosts, by name.</summary>
    public IEnumerable<ComputeHost> Hosts => hosts.Values.OrderBy(h => h.Name);

    /// <summary>All instances, in no particular order.</summary>
    public IReadOnlyCollection<Instance> Instances => instances.Values;

    /// <summary>All segments, by name.</summary>
    public IEnumerable<FailoverSegment> Segments => segments.Values.OrderBy(s => s.Name);

    public bool Knows(HostName host) => hosts.ContainsKey(host);

    public ComputeHost? Host(HostName name) => hosts.GetValueOrDefault(name);

    public Instance? Instance(InstanceId id) => instances.GetValueOrDefault(id);

    public FailoverSegment? Segment(SegmentName name) => segments.GetValueOrDefault(name);

    /// <summary>By id.</summary>
    public IReadOnlyList<Instance> InstancesOn(HostName host) => instancesByHost.GetValueOrDefault(host) ?? [];

    /// <summary>By name.</summary>
    public IReadOnlyList<ComputeHost> HostsIn(SegmentName segment) => hostsBySegment.GetValueOrDefault(segment) ?? [];
}
