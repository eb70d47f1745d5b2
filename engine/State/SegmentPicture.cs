using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.State;

/// <summary>
/// The views of one segment's hosts, kept from snapshot to snapshot. Only hosts that were touched are looked at again; all of them
/// when the fleet was read anew, an operator switched something, a maintenance window ended, or the clock was set back, which may open one
/// again. Not thread-safe.
/// </summary>
sealed class SegmentPicture(SignalBoard board, IncidentBook book)
{
    readonly HashSet<HostName> touched = [];
    Fleet? fleet;
    OperatorState? operators;
    DateTimeOffset? windowEnd;
    DateTimeOffset lookedAt;
    HostView[] views = [];

    public void Touch(HostName host) => touched.Add(host);

    /// <summary>By name.</summary>
    public IReadOnlyList<HostView> HostsAt(SegmentName segment, Fleet seen, OperatorState switches, DateTimeOffset now)
    {
        if (!ReferenceEquals(fleet, seen) || !ReferenceEquals(operators, switches) || windowEnd <= now || now < lookedAt)
        {
            views = [.. seen.HostsIn(segment).Select(h => ViewOf(h, seen, switches, now))];
            windowEnd = switches.Maintenance.Select(m => m.Until).Where(until => until > now).Min();
            (fleet, operators, lookedAt) = (seen, switches, now);
        }
        else if (touched.Count > 0)
        {
            views = [.. views];                             // snapshots keep the array they were given
            for (var i = 0; i < views.Length; i++)
            {
                if (touched.Contains(views[i].Name))
                    views[i] = ViewOf(views[i].Compute, seen, switches, now);
            }
        }

        touched.Clear();
        return views;
    }

    HostView ViewOf(ComputeHost host, Fleet seen, OperatorState switches, DateTimeOffset now)
    {
        var page = book.PageOf(host.Name);
        var faults = board.FaultsOn(host.Name);
        var view = new HostView(
            host,
            board.SignalsOf(host.Name),
            switches.WindowOf(host.Name, host.Segment, now) is not null,
            page.Mark,
            seen.InstancesOn(host.Name),
            faults.Count == 0 ? [] : [.. faults.Where(f => seen.Instance(f.Instance)?.Host == host.Name)],
            page.Incidents,
            page.Plans)
        {
            UnheardObserver = board.UnheardOn(host.Name),
            LastLife = page.IsDeathAtIssueWith(switches) ? board.LastLifeOf(host.Name) : null,
            LastFencedAt = page.LastFencedAt,
            Reservation = page.Reservation,
            ClosedAtOnce = page.ClosedAtOnce,
            WasSeenUp = board.LastLifeOf(host.Name) is not null,
            Shutdown = board.ShutdownOf(host.Name),
            Undone = UndoneOf(page, seen),
        };
        return view.Faults.Count == 0
            ? view
            : view with { Recoveries = view.Faults.ToDictionary(f => f.Instance, f => book.RecoveriesOf(f.Instance)) };
    }

    static IReadOnlyList<UndoneInstance> UndoneOf(HostPage page, Fleet seen)
    {
        var failed = page.Incidents.Where(i => i.State == IncidentState.Failed).ToList();
        if (failed.Count == 0)
            return [];
        var undone = failed.SelectMany(i => page.Plans.Where(p => p.Incident == i.Id).SelectMany(p => p.Steps.Where(s => s.CameUpWrong || (i.IsOfHost && p.Id == i.Plan && IsLeft(s)))
            .Select(s => new UndoneInstance(s.Instance!.Value, s.InstanceName ?? s.Instance.Value.Value, seen.Instance(s.Instance.Value))
            {
                Incident = i.Id,
                CameUpWrong = s.CameUpWrong,
                Former = s.Former,
            })));
        return [.. undone.OrderBy(u => u.Name, StringComparer.Ordinal).ThenBy(u => u.Id)];
    }

    static bool IsLeft(PlanStep step) => step is { Kind: StepKind.Evacuate, State: StepState.Failed or StepState.Cancelled };
}
