using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.State;

/// <summary>The one picture of the world that snapshots are taken of: fleet, signals, incidents, operators' switches.</summary>
public sealed class ClusterState(SignalBoard board)
{
    volatile Fleet fleet = Fleet.Empty;
    volatile OperatorState operators = OperatorState.Initial;
    volatile bool sawEverything;

    public SignalBoard Board { get; } = board;

    public IncidentBook Book { get; } = new();

    /// <summary>Hosts and instances, as last read.</summary>
    public Fleet Fleet
    {
        get => fleet;
        set => fleet = value;
    }

    public OperatorState Operators
    {
        get => operators;
        set => operators = value;
    }

    /// <summary>The service has read the fleet from the cloud since it started. Until then nothing is fenced.</summary>
    public bool SawEverything
    {
        get => sawEverything;
        set => sawEverything = value;
    }

    /// <summary>The segment at this moment; null when no such segment is known.</summary>
    public ClusterSnapshot? SnapshotOf(SegmentName segment, DateTimeOffset now)
    {
        var (seen, switches) = (fleet, operators);
        if (seen.Segment(segment) is not { } known)
            return null;
        var incidents = Book.Open.Where(i => i.Segment == segment).ToLookup(i => i.Host);
        var hosts = seen.HostsIn(segment).Select(host => ViewOf(host, seen, switches, [.. incidents[host.Name]], now));
        return new ClusterSnapshot(now, known, [.. hosts], switches, sawEverything);
    }

    HostView ViewOf(
        ComputeHost host, Fleet seen, OperatorState switches, IReadOnlyList<Incidents.Incident> incidents, DateTimeOffset now) =>
        new(
            host,
            Board.SignalsOf(host.Name),
            switches.InMaintenance(host.Name, now),
            Book.Mark(host.Name),
            seen.InstancesOn(host.Name),
            [.. Board.FaultsOn(host.Name).Where(f => seen.Instance(f.Instance)?.Host == host.Name)],
            incidents,
            [.. incidents.SelectMany(i => Book.PlansOf(i.Id))]);
}
