using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Topology;

/// <summary>All hosts and instances of the cloud at one moment. Immutable; a refresh makes a new one.</summary>
public sealed class Fleet
{
    /// <summary>Nothing known yet.</summary>
    public static readonly Fleet Empty = new(DateTimeOffset.MinValue, [], [], []);

    // plain ones: a frozen dictionary takes longer to make than a picture of half a minute saves
    readonly Dictionary<HostName, ComputeHost> hosts;
    readonly Dictionary<HostName, Instance[]> instancesByHost;
    readonly Dictionary<InstanceId, Instance> instances;
    readonly Dictionary<SegmentName, FailoverSegment> segments;
    readonly Dictionary<SegmentName, ComputeHost[]> hostsBySegment;
    readonly FailoverSegment[] segmentsByName;
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
        this.segments = segments.ToDictionary(s => s.Name);
        this.hosts = hosts.ToDictionary(h => h.Name);
        this.instances = instances.ToDictionary(i => i.Id);
        instancesByHost = instances.GroupBy(i => i.Host).ToDictionary(g => g.Key, g => g.OrderBy(i => i.Id).ToArray());
        hostsBySegment = hosts.GroupBy(h => h.Segment).ToDictionary(g => g.Key, g => g.OrderBy(h => h.Name).ToArray());
        segmentsByName = [.. segments.OrderBy(s => s.Name)];
        sizes = new Lazy<DomainSizes>(() => new DomainSizes(this.hosts.Values));
    }

    Fleet(Fleet now, Fleet former)
    {
        (ReadAt, SchedulersUp, ConductorsUp) = (now.ReadAt, now.SchedulersUp, now.ConductorsUp);
        (hosts, segments, hostsBySegment, segmentsByName, sizes) = (now.hosts, now.segments, now.hostsBySegment, now.segmentsByName, now.sizes);
        instancesByHost = new Dictionary<HostName, Instance[]>(now.instancesByHost.Count);
        instances = new Dictionary<InstanceId, Instance>(now.instances.Count);
        foreach (var (host, there) in now.instancesByHost)
        {
            var kept = former.instancesByHost.GetValueOrDefault(host) is { } before && before.SequenceEqual(there) ? before : there;
            instancesByHost.Add(host, kept);
            foreach (var instance in kept)
                instances.Add(instance.Id, instance);
        }
    }

    /// <summary>When the source answered, UTC; <see cref="DateTimeOffset.MinValue"/> when it never has.</summary>
    public DateTimeOffset ReadAt { get; }

    /// <summary>How many schedulers of the cloud are up; null: it did not say.</summary>
    public int? SchedulersUp { get; init; }

    /// <summary>How many conductors of the cloud are up; null: it did not say.</summary>
    public int? ConductorsUp { get; init; }

    /// <summary>Hosts of each failure domain.</summary>
    public DomainSizes Sizes => sizes.Value;

    public int HostCount => hosts.Count;

    public int InstanceCount => instances.Count;

    /// <summary>All hosts, by name.</summary>
    public IEnumerable<ComputeHost> Hosts => hosts.Values.OrderBy(h => h.Name);

    /// <summary>All instances, in no particular order.</summary>
    public IReadOnlyCollection<Instance> Instances => instances.Values;

    /// <summary>All segments, by name.</summary>
    public IReadOnlyList<FailoverSegment> Segments => segmentsByName;

    /// <summary>
    /// The same fleet; where nothing about the instances of a host has changed since the former one, they are the same objects, and what
    /// rests on them stands.
    /// </summary>
    internal Fleet SharingWith(Fleet former) => new(this, former);

    public bool Knows(HostName host) => hosts.ContainsKey(host);

    public ComputeHost? Host(HostName name) => hosts.GetValueOrDefault(name);

    public Instance? Instance(InstanceId id) => instances.GetValueOrDefault(id);

    public FailoverSegment? Segment(SegmentName name) => segments.GetValueOrDefault(name);

    /// <summary>By id.</summary>
    public IReadOnlyList<Instance> InstancesOn(HostName host) => instancesByHost.GetValueOrDefault(host) ?? [];

    /// <summary>By name.</summary>
    public IReadOnlyList<ComputeHost> HostsIn(SegmentName segment) => hostsBySegment.GetValueOrDefault(segment) ?? [];
}
