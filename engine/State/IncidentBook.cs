using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.State;

/// <summary>
/// Open incidents, their plans and our fence marks, in memory: what the store has, ready to be looked at. Changed only by
/// <see cref="Apply(StateChanges)"/>, after the store has the change. Thread-safe.
/// </summary>
public sealed class IncidentBook
{
    readonly Lock gate = new();
    readonly Dictionary<IncidentId, Incident> incidents = [];
    readonly Dictionary<PlanId, RecoveryPlan> plans = [];
    readonly Dictionary<HostName, HostPage> pages = [];
    readonly RecoveryMemory recoveries = new();
    readonly HashSet<HostName> touched = [];
    readonly StormMemory storms = new();
    readonly Dictionary<SegmentName, RoomShortage> shortages = [];
    readonly HashSet<SegmentName> doubted = [];

    /// <summary>A segment was read anew from the store: there may be plans nobody here has heard of.</summary>
    public event Action<SegmentName>? Replaced;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Incident> Open
    {
        get
        {
            lock (gate)
                return InOrder(incidents.Values);
        }
    }

    /// <summary>Plans with something left to do, by id.</summary>
    public IReadOnlyList<RecoveryPlan> PlansUnderWay
    {
        get
        {
            lock (gate)
                return InOrder(plans.Values.Where(p => !p.IsOver));
        }
    }

    /// <summary>Evacuations and migrations of all plans of open incidents, in no particular order.</summary>
    internal IReadOnlyList<PlanStep> MovesOfOpenIncidents
    {
        get
        {
            lock (gate)
                return [.. plans.Values.SelectMany(p => p.Steps).Where(s => s.Kind is StepKind.Evacuate or StepKind.LiveMigrate or StepKind.Migrate)];
        }
    }

    public Incident? Incident(IncidentId id)
    {
        lock (gate)
            return incidents.GetValueOrDefault(id);
    }

    public RecoveryPlan? Plan(PlanId id)
    {
        lock (gate)
            return plans.GetValueOrDefault(id);
    }

    /// <summary>The segment would not stand the death of hosts, as the operators were told; null: they were not.</summary>
    public RoomShortage? ShortageOf(SegmentName segment)
    {
        lock (gate)
            return shortages.GetValueOrDefault(segment);
    }

    /// <summary>Storms and cliffs that a segment has seen, in order; the same list while nothing changes.</summary>
    internal IReadOnlyList<StormRecord> StormsOf(SegmentName segment)
    {
        lock (gate)
            return storms.Of(segment);
    }

    public FenceMark? Mark(HostName host) => PageOf(host).Mark;

    /// <summary>It was proven off within memory, whether it is back or not: evacuations from it may be under way.</summary>
    internal bool WasFenced(HostName host) => PageOf(host).LastFencedAt is not null;

    /// <inheritdoc cref="HostPage.IsBeingRecovered"/>
    internal bool IsBeingRecovered(HostName host) => PageOf(host).IsBeingRecovered;

    /// <summary>Who has taken the reserved host; null: nobody.</summary>
    public Reservation? ReservationOf(HostName host) => PageOf(host).Reservation;

    /// <summary>All that is open about one host and the instances on it.</summary>
    internal HostPage PageOf(HostName host)
    {
        lock (gate)
            return pages.GetValueOrDefault(host, HostPage.Blank);
    }

    /// <summary>Segments in which something is open, by name.</summary>
    internal IReadOnlyList<SegmentName> BusySegments
    {
        get
        {
            lock (gate)
                return [.. incidents.Values.Select(i => i.Segment).Distinct().Order()];
        }
    }

    /// <summary>Hosts with something open in a segment that they are not in by this fleet, by name: what is open there and nothing else.</summary>
    internal IReadOnlyList<HostView> StraysOf(SegmentName segment, Fleet seen)
    {
        lock (gate)
        {
            List<HostView>? strays = null;
            foreach (var host in incidents.Values.Where(i => i.Segment == segment && seen.Host(i.Host)?.Segment != segment)
                .Select(i => i.Host).Distinct().Order())
            {
                var page = pages[host];
                (strays ??= []).Add(new HostView(
                    new ComputeHost(host, segment, "", "", false, false, false, false), HostSignals.Unseen, false, page.Mark,
                    seen.InstancesOn(host), [], [.. page.Incidents.Where(i => i.Segment == segment)],
                    [.. page.Plans.Where(p => p.Segment == segment)])
                {
                    MovedTo = seen.Host(host)?.Segment,
                });
            }

            return strays ?? [];
        }
    }

    /// <summary>When the instance was last recovered from faults of its own, oldest first; of the last day at least.</summary>
    internal IReadOnlyList<DateTimeOffset> RecoveriesOf(InstanceId instance)
    {
        lock (gate)
            return recoveries.Of(instance);
    }

    /// <summary>Adds the hosts whose pages changed since the last call.</summary>
    internal void MoveTouchedTo(ICollection<HostName> hosts)
    {
        lock (gate)
        {
            foreach (var host in touched)
                hosts.Add(host);
            touched.Clear();
        }
    }

    /// <summary>Fills the book after a start.</summary>
    public void Load(OpenState open)
    {
        lock (gate)
        {
            foreach (var incident in open.Incidents)
                Put(incident);
            foreach (var plan in open.Plans)
                Put(plan);
            foreach (var recovery in open.Recoveries)
                recoveries.Add(recovery.Instance, recovery.At);
            foreach (var mark in open.FenceMarks)
                Put(mark.Host, mark);
            foreach (var fenced in open.Fenced)
                pages[fenced.Host] = TouchedPage(fenced.Host) with { LastFencedAt = fenced.At };
            foreach (var reservation in open.Reservations)
                Put(reservation.Host, reservation);
            foreach (var closed in open.ClosedAtOnce)
                Put(closed);
            storms.Put(open.Storms);
            foreach (var shortage in open.Shortages)
                shortages[shortage.Segment] = shortage;
        }
    }

    /// <summary>The store may have something else about the segment than this book.</summary>
    public void Doubt(SegmentName segment)
    {
        lock (gate)
            doubted.Add(segment);
    }

    internal bool IsInDoubt(SegmentName segment)
    {
        lock (gate)
            return doubted.Contains(segment);
    }

    /// <summary>Forgets all about one segment and takes over what the store has; that is beyond doubt.</summary>
    /// <param name="hosts">Of the segment, by the fleet: their marks.</param>
    /// <param name="open">Of all segments.</param>
    internal void Replace(SegmentName segment, IReadOnlySet<HostName> hosts, OpenState open)
    {
        lock (gate)
        {
            foreach (var (host, page) in pages.ToList())
            {
                var mine = page.Plans.Where(p => p.Segment == segment).ToList();
                var isMarked = page.Mark is not null && hosts.Contains(host);
                var isTaken = page.Reservation?.Segment == segment;
                if (mine.Count == 0 && !isMarked && !isTaken && page.Incidents.All(i => i.Segment != segment))
                    continue;
                foreach (var plan in mine)
                    plans.Remove(plan.Id);
                foreach (var incident in page.Incidents.Where(i => i.Segment == segment))
                    incidents.Remove(incident.Id);
                touched.Add(host);
                pages[host] = new HostPage(
                    InOrder(page.Incidents.Where(i => i.Segment != segment)), InOrder(page.Plans.Where(p => p.Segment != segment)),
                    isMarked ? null : page.Mark)
                {
                    LastFencedAt = page.LastFencedAt,
                    Reservation = isTaken ? null : page.Reservation,
                    ClosedAtOnce = page.ClosedAtOnce,
                };
            }

            storms.Forget(segment);
            shortages.Remove(segment);

            Load(open with
            {
                Incidents = [.. open.Incidents.Where(i => i.Segment == segment)],
                Plans = [.. open.Plans.Where(p => p.Segment == segment)],
                FenceMarks = [.. open.FenceMarks.Where(m => hosts.Contains(m.Host))],
                Fenced = [.. open.Fenced.Where(f => hosts.Contains(f.Host))],
                Reservations = [.. open.Reservations.Where(r => r.Segment == segment)],
                Storms = [.. open.Storms.Where(s => s.Segment == segment)],
                Shortages = [.. open.Shortages.Where(s => s.Segment == segment)],
            });
            doubted.Remove(segment);
        }

        Replaced?.Invoke(segment);
    }

    /// <summary>What the store now has.</summary>
    public void Apply(StateChanges changes)
    {
        lock (gate)
        {
            foreach (var plan in changes.Plans)
                Put(plan);
            foreach (var group in changes.Steps.Select(m => m.Step).Concat(changes.NewSteps).GroupBy(s => s.Plan))
                Put(plans[group.Key].With([.. group]));
            foreach (var incident in changes.Incidents)
                Put(incident with { Version = incident.Version + 1 });
            foreach (var plan in changes.Plans)
                Remember(plan);
            foreach (var mark in changes.FenceMarks)
                Put(mark.Host, mark);
            foreach (var host in changes.FenceMarksLifted)
                Put(host, (FenceMark?)null);
            foreach (var reservation in changes.Reservations)
                Put(reservation.Host, reservation);
            foreach (var host in changes.ReservationsEnded)
                Put(host, (Reservation?)null);
            storms.Put(changes.Storms);
            if (changes.EndsShortage)
                shortages.Remove(changes.Segment);
            if (changes.Shortage is { } begun)
                shortages[begun.Segment] = begun;
        }
    }

    void Put(RecoveryPlan plan)
    {
        plans[plan.Id] = plan;
        var page = TouchedPage(plan.Host);
        pages[plan.Host] = page with { Plans = InOrder(page.Plans.Where(p => p.Id != plan.Id).Append(plan)) };
    }

    void Put(Incident incident)
    {
        var page = TouchedPage(incident.Host);
        var others = page.Incidents.Where(i => i.Id != incident.Id);
        if (incident.IsOpen)
        {
            incidents[incident.Id] = incident;
            pages[incident.Host] = page with { Incidents = InOrder(others.Append(incident)) };
            return;
        }

        incidents.Remove(incident.Id);
        foreach (var plan in page.Plans.Where(p => p.Incident == incident.Id))
            plans.Remove(plan.Id);
        pages[incident.Host] = page with { Incidents = InOrder(others), Plans = InOrder(page.Plans.Where(p => p.Incident != incident.Id)) };
        if (incident.ClosedAt == incident.OpenedAt)
            Put(new ClosedAtOnce(incident.Host, incident.Id, incident.OpenedAt));
    }

    void Put(ClosedAtOnce closed)
    {
        var page = TouchedPage(closed.Host);
        pages[closed.Host] = page with { ClosedAtOnce = [.. page.ClosedAtOnce.Where(c => c.At == closed.At && c.Id != closed.Id), closed] };
    }

    void Put(HostName host, FenceMark? mark)
    {
        var page = TouchedPage(host);
        pages[host] = page with { Mark = mark, LastFencedAt = mark?.FencedAt ?? page.LastFencedAt };
    }

    void Put(HostName host, Reservation? reservation) => pages[host] = TouchedPage(host) with { Reservation = reservation };

    HostPage TouchedPage(HostName host)
    {
        touched.Add(host);
        return pages.GetValueOrDefault(host, HostPage.Blank);
    }

    /// <summary>A plan that does something to an instance because of its own fault is a recovery of it.</summary>
    void Remember(RecoveryPlan plan)
    {
        if (plan.Strength > PlanStrength.Notify && incidents.GetValueOrDefault(plan.Incident)?.Instance is { } instance)
            recoveries.Add(instance, plan.CreatedAt);
    }

    static List<Incident> InOrder(IEnumerable<Incident> some) =>
        [.. some.OrderBy(i => i.OpenedAt).ThenBy(i => i.Id.Value, StringComparer.Ordinal)];

    static List<RecoveryPlan> InOrder(IEnumerable<RecoveryPlan> some) => [.. some.OrderBy(p => p.Id.Value, StringComparer.Ordinal)];
}
