using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>Copies of a snapshot in which something is thought away, to ask a policy what it would do then. Pure.</summary>
public static class SnapshotCopies
{
    /// <summary>No host of a cloud has a slash in its name.</summary>
    static readonly HostName Spare = new("policyha/spare");

    /// <summary>
    /// Nothing is under way and nothing was decided before. Incidents stay, without what came of them: since when a fault lasts,
    /// and a person's word that its host is off, still count.
    /// </summary>
    public static ClusterSnapshot Idle(ClusterSnapshot snapshot) => snapshot with
    {
        Hosts = [.. snapshot.Hosts.Select(h => h with { Incidents = [.. h.Incidents.Select(i => i.Undecided())], Plans = [] })],
    };

    /// <summary>Armed, and beside the others a host that is well and can take instances: not all of them are in trouble.</summary>
    public static ClusterSnapshot Unhindered(ClusterSnapshot snapshot) => Armed(snapshot) with
    {
        Hosts =
        [
            .. Armed(snapshot).Hosts,
            MadeUpSegment.WellHost(Spare, snapshot.Segment.Name, snapshot.TakenAt.AddDays(-1)),
        ],
    };

    /// <summary>Nobody has switched acting off, no work is planned, and the service knows the fleet.</summary>
    public static ClusterSnapshot Armed(ClusterSnapshot snapshot) => snapshot with
    {
        Hosts = [.. snapshot.Hosts.Select(h => h with { Maintenance = false })],
        Operators = snapshot.Operators with { Disarmed = null, PartsDisarmed = [], Maintenance = [], Pauses = [] },
        SawEverything = true,
        Storms = [],
        Unheard = [],
        Unseen = null,
        Silence = null,
        CloudDoubt = null,
        SchedulersUp = null,
        ConductorsUp = null,
    };

    /// <summary>Every signal and fault has stood at least so long.</summary>
    public static ClusterSnapshot Aged(ClusterSnapshot snapshot, TimeSpan age) => snapshot with
    {
        Hosts = [.. snapshot.Hosts.Select(h => Aged(h, snapshot.TakenAt - age))],
    };

    /// <summary>The signals of one host read so, and have stood at least so long.</summary>
    /// <param name="readings">The signals that differ from the snapshot.</param>
    public static ClusterSnapshot With(
        ClusterSnapshot snapshot, HostName host, IReadOnlyDictionary<Signal, SignalStatus> readings, TimeSpan age)
    {
        var since = snapshot.TakenAt - age;
        return snapshot with
        {
            Hosts = [.. snapshot.Hosts.Select(h => h.Name == host ? Aged(h with { Signals = Read(h.Signals) }, since) : h)],
        };

        HostSignals Read(HostSignals known) => known.With(
            [.. SignalNames.All.Select(s => readings.TryGetValue(s, out var status) && status != known[s].Status
                ? new SignalReading(status, since, since, new EventId("policyha/what-if", s.Name()), 1, 1)
                : known[s])]);
    }

    static HostView Aged(HostView host, DateTimeOffset since) => host with
    {
        Signals = host.Signals.With([.. SignalNames.All.Select(s => Aged(host.Signals[s], since))]),
        Faults = [.. host.Faults.Select(f => f.Since > since ? f with { Since = since } : f)],
        Incidents = [.. host.Incidents.Select(i => i.FaultSince > since ? i with { FaultSince = since } : i)],
    };

    static SignalReading Aged(SignalReading reading, DateTimeOffset since) =>
        reading.ChangedAt > since ? reading with { ChangedAt = since } : reading;
}
