using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// What a policy asks of a segment as it stands, as if nothing were under way. The rules and the decider of the service itself
/// run on a copy of the snapshot, so there is one way of deciding. Pure.
/// </summary>
public static class Verdicts
{
    /// <summary>Past an age that a rule compares with, so that "longer than" holds as well as "at least". 1 ms.</summary>
    static readonly TimeSpan Beyond = TimeSpan.FromMilliseconds(1);

    /// <summary>For every host and faulty instance of which something is asked, now or in time; by host, then instance.</summary>
    /// <param name="elsewhere">What other segments say by this policy; see <see cref="ToldBy"/>.</param>
    public static IReadOnlyList<Verdict> Of(
        ClusterSnapshot snapshot, RecoveryPolicy policy, DecisionOptions options, FleetFacts? elsewhere = null)
    {
        var idle = SnapshotCopies.Idle(snapshot);
        var now = Decide(idle, policy, options, elsewhere).ToDictionary(v => v.Key);
        var inTime = InTime(idle, policy, options, elsewhere).ToLookup(v => v.Key);
        return
        [
            .. from key in now.Keys.Union(inTime.Select(g => g.Key))
               let later = inTime[key].ToList()
               let verdict = now.GetValueOrDefault(key) ?? Verdict.NothingOf(later[0])
               orderby verdict.Host, verdict.Instance, verdict.Scope, verdict.Teller
               select verdict with { InTime = [.. later.SelectMany(v => v.Now).Distinct()] },
        ];
    }

    /// <summary>Only what is asked at the snapshot's own moment, without a look at what it comes to in time.</summary>
    public static IReadOnlyList<Verdict> AtOnce(ClusterSnapshot snapshot, RecoveryPolicy policy, DecisionOptions options) =>
        [.. Decide(SnapshotCopies.Idle(snapshot), policy, options, null).OrderBy(v => v.Host).ThenBy(v => v.Instance)];

    /// <summary>What the segments would tell each other by this policy; nothing where its rules do not listen.</summary>
    public static FleetFacts ToldBy(IReadOnlyList<ClusterSnapshot> segments, RecoveryPolicy policy) =>
        policy.RulePlan.FleetReads.IsEmpty
            ? FleetFacts.None
            : new FleetFacts(
            [
                .. from segment in segments
                   orderby segment.Segment.Name
                   let beliefs = InferenceRun.Over(segment, policy)
                   select new SegmentFacts(segment.Segment.Name, beliefs.Exports, WideFacts.HostsByZone(segment), policy),
            ]);

    /// <summary>The verdicts at every age at which the policy may change its mind, with nothing to hold it back.</summary>
    static IEnumerable<Verdict> InTime(
        ClusterSnapshot idle, RecoveryPolicy policy, DecisionOptions options, FleetFacts? elsewhere)
    {
        var (free, unlimited) = (SnapshotCopies.Unhindered(idle), policy with { Limits = Unlimited(policy.Limits) });
        return policy.Horizons.Select(horizon => horizon + Beyond).Prepend(TimeSpan.Zero)
            .SelectMany(age => Decide(SnapshotCopies.Aged(free, age), unlimited, options, elsewhere));
    }

    /// <summary>A limit defers and is over some time; one of zero is a law: never fence.</summary>
    static PolicyLimits Unlimited(PolicyLimits limits) => new([.. limits.All.Select(Unlimited).OfType<FenceLimit>()]);

    static FenceLimit? Unlimited(FenceLimit limit) => limit switch
    {
        FenceLimit.Slots { Max: > 0 } slots => slots with { Max = int.MaxValue },
        FenceLimit.Share share => share with { Percent = 100, CoolDown = TimeSpan.Zero },
        FenceLimit.Slots or FenceLimit.Budget { Max: 0 } => limit,
        _ => null,
    };

    static IEnumerable<Verdict> Decide(
        ClusterSnapshot snapshot, RecoveryPolicy policy, DecisionOptions options, FleetFacts? elsewhere)
    {
        var beliefs = InferenceRun.Over(snapshot, policy, elsewhere ?? FleetFacts.None);
        return Decider.Decide(snapshot, beliefs, policy, options).Select(VerdictOf).OfType<Verdict>();
    }

    static Verdict? VerdictOf(Decision decision) => decision switch
    {
        Decision.Recover r => About(r.Subject) with
        {
            Row = $"{r.Row.Table}/{r.Row.Row}",
            Strength = r.Plan.Strength,
            Steps = r.Plan.Steps,
            Explanation = r.Explanation,
        },
        Decision.Hold h => About(h.Subject) with
        {
            Row = $"{h.Row.Table}/{h.Row.Row}",
            Hold = h.Reason,
            Because = h.Because,
            Explanation = h.Explanation,
        },
        _ => null,                                              // incidents close and hosts return: nothing is asked
    };

    static Verdict About(Subject subject) => new()
    {
        Host = subject.Host.Name,
        Instance = subject.Instance?.Id,
        Scope = subject.Scope,
        Teller = subject.Row,
        Subject = subject.Text,
    };
}
