using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// Finds the next moment at which a decision may change by the passing of time alone: an age crosses a duration of the policy, a
/// retry is due, a window ends. Pure.
/// </summary>
static class NextLook
{
    public static DateTimeOffset? After(ClusterSnapshot snapshot, RecoveryPolicy policy, DecisionOptions options)
    {
        var now = snapshot.TakenAt;
        DateTimeOffset? next = null;
        foreach (var host in snapshot.Hosts)
        {
            if (IsCalm(host))
                continue;
            foreach (var at in Moments(host, policy))
                next = Earlier(next, at, now);
        }

        foreach (var at in snapshot.Operators.Ends)
            next = Earlier(next, at, now);
        var isHeld = snapshot.Hosts.Any(h => h.Incidents.Any(i => i.Hold is HoldReason.FencingLimit or HoldReason.Storm or HoldReason.NoTargetHost
            or HoldReason.StartEmbargo or HoldReason.ObserverDoubt or HoldReason.SourceSilent or HoldReason.FencingRate or HoldReason.DomainBudget
            or HoldReason.CoolDown or HoldReason.Cliff or HoldReason.CloudUnreachable or HoldReason.DataSourceBroken or HoldReason.NoScheduler
            or HoldReason.NoConductor or HoldReason.ControlPlane or HoldReason.QuietTime));
        return isHeld && !(next < now + options.LookWhileHeld) ? now + options.LookWhileHeld : next;
    }

    static DateTimeOffset? Earlier(DateTimeOffset? next, DateTimeOffset at, DateTimeOffset now) => at > now && !(next <= at) ? at : next;

    /// <summary>Nothing of it grows older: most hosts, at most times.</summary>
    static bool IsCalm(HostView host) => host is
    {
        Signals.AllUp: true, Faults.Count: 0, Incidents.Count: 0, Mark: null, IsRegistering: false, Shutdown: null,
    };

    static IEnumerable<DateTimeOffset> Moments(HostView host, RecoveryPolicy policy)
    {
        var starts = new List<DateTimeOffset>();
        if (!host.Signals.AllUp && host.Signals.ChangedAt is { } changed)
            starts.Add(changed);
        starts.AddRange(host.Faults.Select(f => f.Since));
        starts.AddRange(host.Incidents.Select(i => i.FaultSince));
        foreach (var start in starts)
        {
            foreach (var horizon in policy.Horizons)
                yield return start + horizon;
        }

        if (host.Mark is not null && host.Signals is { AllUp: true, ChangedAt: { } well })
            yield return well + policy.ReAdmission.Healthy;
        if (host.IsRegistering && policy.Fencing.PendingTimeout is { } patience)
        {
            foreach (var start in starts)
                yield return start + patience;
        }

        if (host.Shutdown is { IsOver: false } notice)
            yield return policy.Shutdown.EndOf(notice);
        foreach (var incident in host.Incidents)
        {
            if (incident.RetryAt is { } retry)
                yield return retry;
            if (incident.RemindAt is { } remind)
                yield return remind;
            if (AgeDecider.DueAt(incident, policy.Escalation) is { } old)
                yield return old;
        }
    }
}
