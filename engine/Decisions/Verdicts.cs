using PolicyHa.Engine.Facts;
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
    public static IReadOnlyList<Verdict> Of(ClusterSnapshot snapshot, RecoveryPolicy policy, DecisionOptions options)
    {
        var idle = SnapshotCopies.Idle(snapshot);
        var now = Decide(idle, policy, options).ToDictionary(v => (v.Host, v.Instance));
        var inTime = InTime(idle, policy, options).ToLookup(v => (v.Host, v.Instance));
        var subjects = now.Keys.Union(inTime.Select(g => g.Key));
        return
        [
            .. from subject in subjects
               orderby subject.Host, subject.Instance
               let later = inTime[subject].ToList()
               let verdict = now.GetValueOrDefault(subject)
                   ?? new Verdict { Host = subject.Host, Instance = subject.Instance, Subject = later[0].Subject }
               select verdict with { InTime = [.. later.SelectMany(v => v.Now).Distinct()] },
        ];
    }

    /// <summary>Only what is asked at the snapshot's own moment, without a look at what it comes to in time.</summary>
    public static IReadOnlyList<Verdict> AtOnce(ClusterSnapshot snapshot, RecoveryPolicy policy, DecisionOptions options) =>
        [.. Decide(SnapshotCopies.Idle(snapshot), policy, options).OrderBy(v => v.Host).ThenBy(v => v.Instance)];

    /// <summary>The verdicts at every age at which the policy may change its mind, with nothing to hold it back.</summary>
    static IEnumerable<Verdict> InTime(ClusterSnapshot idle, RecoveryPolicy policy, DecisionOptions options)
    {
        var (free, unlimited) = (SnapshotCopies.Unhindered(idle), policy with { Limits = Unlimited(policy.Limits) });
        return policy.Horizons.Select(horizon => horizon + Beyond).Prepend(TimeSpan.Zero)
            .SelectMany(age => Decide(SnapshotCopies.Aged(free, age), unlimited, options));
    }

    /// <summary>A limit defers and is over some time; one of zero is a law: never fence.</summary>
    static PolicyLimits Unlimited(PolicyLimits limits) => limits with
    {
        FencingPerSegmentMax = limits.FencingPerSegmentMax == 0 ? 0 : int.MaxValue,
        StormSharePercent = 100,
    };

    static IEnumerable<Verdict> Decide(ClusterSnapshot snapshot, RecoveryPolicy policy, DecisionOptions options) =>
        Decider.Decide(snapshot, InferenceRun.Over(snapshot, policy), policy, options).Select(VerdictOf).OfType<Verdict>();

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

    static Verdict About(Subject subject) =>
        new() { Host = subject.Host.Name, Instance = subject.Instance?.Id, Subject = subject.Text };
}
