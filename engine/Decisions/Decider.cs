using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// What to do about every trouble of a segment. Pure: same snapshot, beliefs and policy, same decisions. No clock, no I/O, no
/// logging.
/// </summary>
public static class Decider
{
    /// <summary>Only what changes something is returned; a subject that is not among the decisions stays as it is.</summary>
    public static IReadOnlyList<Decision> Decide(
        ClusterSnapshot now, Beliefs beliefs, RecoveryPolicy policy, DecisionOptions options)
    {
        var law = new Law(policy, beliefs);
        var outages = WideOutages.Of(law.Beliefs);
        if (Troubled(now, law.Beliefs) is not { Count: > 0 } troubled)
            return [.. StrayDecider.Decide(now), .. OutageDecider.Decide(now, law, outages.All)];     // no incident is open that could be old
        var (load, digest) = (FenceLoad.Of(now, beliefs), new SubjectDigest(now));
        var groups = new Lazy<HaGroups>(() => HaGroups.Of(now.Hosts.SelectMany(h => h.Instances)), LazyThreadSafetyMode.None);
        var decisions = StrayDecider.Decide(now).ToList();

        // The oldest fault first: when slots are scarce it has waited longest.
        foreach (var host in troubled.OrderBy(h => h.Incident?.FaultSince ?? h.Signals.ChangedAt).ThenBy(h => h.Name))
        {
            var scene = new DecisionScene(now, host, law.Beliefs, law.Policy, load, outages, digest, groups, options.Under(law.Policy));
            if (HostDecider.Decide(scene) is { } decision)
            {
                decisions.Add(decision);
                scene = scene with { Takeover = host.Incident is null && decision is Decision.Recover or Decision.Hold ? decision.Subject.IncidentId : null };
            }

            if (decisions is [.., Decision.Welcome] && HostDecider.Decide(scene with { Host = host with { Mark = null }, IsJustBack = true }) is { } next)
                decisions.Add(next);                        // its signals count again
            decisions.AddRange(InstanceDecider.Decide(scene));
        }

        decisions.AddRange(OutageDecider.Decide(now, law, outages.All));
        decisions.AddRange(AgeDecider.Decide(now, law.Policy.Escalation, decisions.ToArray()));
        return decisions;
    }

    /// <summary>Hosts that anything can be decided about: nothing is known against the others, and nothing is open.</summary>
    static List<HostView>? Troubled(ClusterSnapshot now, Beliefs beliefs)
    {
        List<HostView>? troubled = null;
        foreach (var host in now.Hosts)
        {
            if (host.Incidents.Any(i => i.Segment != now.Segment.Name))
                continue;                                   // it has come from another segment, which ends that first
            if (host.Incidents.Count > 0 || host.Faults.Count > 0 || host.Mark is not null || beliefs.FaultOf(host.Name) is not null
                || host.Compute.IsDisabledForWork || host.Maintenance || host.Reservation is not null)
                (troubled ??= []).Add(host);
        }

        return troubled;
    }
}
