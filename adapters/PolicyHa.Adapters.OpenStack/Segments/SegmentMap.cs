using System.Collections.Frozen;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Segments;

/// <summary>
/// Which segment a host belongs to: by its name, else by an aggregate, else by its zone; else its zone's implicit one.
/// And what its aggregates and server groups say.
/// </summary>
sealed class SegmentMap
{
    readonly Dictionary<string, FailoverSegment> byHost = [];
    readonly Dictionary<string, FailoverSegment> byZone = [];
    readonly HashSet<string> configured;
    readonly IReadOnlyDictionary<string, HostAggregates> aggregatesByHost;
    readonly IReadOnlyDictionary<string, ServerGroup> groupsByMember;
    readonly HashSet<string> reserved = [];
    readonly bool sharedStorage;

    /// <param name="groupsByMember">Server groups, by the id of each instance in them.</param>
    public SegmentMap(
        OpenStackOptions options, IReadOnlyList<Aggregate> aggregates, IReadOnlyDictionary<string, ServerGroup>? groupsByMember = null)
    {
        this.groupsByMember = groupsByMember ?? FrozenDictionary<string, ServerGroup>.Empty;
        aggregatesByHost = HostAggregates.Of(aggregates);
        configured = [.. options.Segments.Keys];
        sharedStorage = options.HaSharedStorage;
        var segments = options.Segments.OrderBy(s => s.Key, StringComparer.Ordinal)
            .Select(s => (Options: s.Value, Segment: From(s.Key, s.Value))).ToList();
        foreach (var (segment, made) in segments)
        {
            foreach (var host in segment.Hosts.Concat(segment.Reserved))
                byHost.TryAdd(host, made);
            reserved.UnionWith(segment.Reserved);
            if (segment.Zone is { Length: > 0 } zone)
                byZone.TryAdd(zone, made);
        }

        foreach (var (segment, made) in segments)
        {
            foreach (var host in segment.Aggregate is { Length: > 0 } name ? HostsOf(aggregates, name) : [])
                byHost.TryAdd(host, made);
        }

        Configured = [.. segments.Select(s => s.Segment)];
    }

    /// <summary>The configured segments, by name.</summary>
    public IReadOnlyList<FailoverSegment> Configured { get; }

    public FailoverSegment Of(HostName host, string zone) =>
        byHost.GetValueOrDefault(host.Value) ?? byZone.GetValueOrDefault(zone) ?? Implicit(zone);

    public HostAggregates AggregatesOf(HostName host) =>
        aggregatesByHost.GetValueOrDefault(host.Value) ?? HostAggregates.None;

    public bool IsReserved(HostName host) => reserved.Contains(host.Value);

    public ServerGroup? ServerGroupOf(string instance) => groupsByMember.GetValueOrDefault(instance);

    static IEnumerable<string> HostsOf(IReadOnlyList<Aggregate> aggregates, string name) =>
        aggregates.Where(a => a.Name == name).SelectMany(a => a.Hosts ?? []);

    FailoverSegment From(string name, SegmentOptions options) =>
        new(new SegmentName(name), MethodOf(options.Method), options.SharedStorage ?? sharedStorage);

    /// <summary>Masakari's words.</summary>
    static RecoveryMethod MethodOf(string word) => word switch
    {
        "reserved_host" => RecoveryMethod.ReservedHost,
        "auto_priority" => RecoveryMethod.AutoPriority,
        "rh_priority" => RecoveryMethod.ReservedHostPriority,
        _ => RecoveryMethod.Auto,
    };

    /// <summary>
    /// A configured segment may have the zone's name without having all of its hosts; the rest is another segment.
    /// </summary>
    FailoverSegment Implicit(string zone) =>
        new(new SegmentName(configured.Contains(zone) ? $"zone:{zone}" : zone), RecoveryMethod.Auto, sharedStorage);
}
