using System.Globalization;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>All the situations of one proof.</summary>
sealed class ProofSpace
{
    readonly RecoveryPolicy policy;
    readonly ProofHints hints;
    readonly IReadOnlyList<ProofStatuses> statuses;
    readonly ProofContents contents;
    readonly IReadOnlyList<TimeSpan> ages;
    readonly ProofThinning thinning;

    /// <param name="most">More situations than this are thinned out.</param>
    public ProofSpace(RecoveryPolicy policy, ProofHints hints, int most)
    {
        (this.policy, this.hints) = (policy, hints);
        (contents, ages) = (ProofContents.Under(policy, hints), ProofAges.Of(policy));
        var all = ProofStatuses.All(hints);
        thinning = Enum.GetValues<ProofThinning>().Where(t => Count(all, t) <= most).DefaultIfEmpty(ProofThinning.LoneFaults).First();
        statuses = [.. all.Where(s => IsKept(s, thinning))];
    }

    /// <summary>Those of the same age, signals and content follow each other.</summary>
    public IEnumerable<ProofSituation> Situations() =>
        from age in ages
        from status in statuses
        from content in contents.All
        from faults in content.Faults
        from maintenance in (bool[])[false, true]
        where IsKept(status, faults, maintenance, thinning)
        select new ProofSituation(status, content, age, maintenance, faults);

    public ProofCoverage Covered(int situations) => new(
        situations,
        statuses.Count,
        [.. SignalNames.All.Where(IsVaried).Select(s => s.Name())],
        [.. contents.All.Select(c => c.Name)],
        ages,
        contents.NotReached,
        [.. Bounds()]);

    IEnumerable<string> Bounds()
    {
        yield return "one host of a segment of five is in trouble; nothing is under way, and nothing failed or was recovered before";
        yield return "a host in maintenance has no faults inside its instances";
        if (string.Join(" and ", SignalNames.All.Where(s => !IsVaried(s)).Select(s => s.Name())) is { Length: > 0 } unasked)
            yield return $"{unasked}: unknown throughout, no condition asks";
        if (policy.Horizons.Count > ProofAges.HorizonsMax)
            yield return $"ages: the policy compares with {policy.Horizons.Count} durations, the shortest {ProofAges.HorizonsMax} were looked at";
        if (policy.UsesNow)
            yield return $"now is {ProofStage.Now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC in all of them";
        var wide = policy.Rules.Where(r => r.Scope != FactScope.Host && r.Source != RuleSource.BuiltIn).Select(r => r.Name).ToList();
        if (wide.Count > 0)
            yield return $"rules that count over several hosts see that one in trouble alone: {string.Join(", ", wide)}";
        if (thinning >= ProofThinning.OneHintAtATime && hints is { Power: true, Cluster: true })
            yield return "too many combinations: only one of power and cluster is known at a time";
        if (thinning >= ProofThinning.LoneFaults)
            yield return "too many combinations: faults inside instances come with at most one signal that is not up";
    }

    bool IsVaried(Signal signal) => signal switch
    {
        Signal.Power => hints.Power,
        Signal.Cluster => hints.Cluster,
        _ => true,
    };

    long Count(IReadOnlyList<ProofStatuses> all, ProofThinning with)
    {
        var kept = all.Where(s => IsKept(s, with)).ToList();
        long calm = kept.Count, faulty = kept.Count(s => IsKept(s, contents.All[0].Faults[^1], false, with));
        var faults = contents.All.Sum(c => c.Faults.Count - 1);
        return ages.Count * ((calm * contents.All.Count * 2) + (faulty * faults));
    }

    static bool IsKept(ProofStatuses status, ProofThinning with) =>
        with < ProofThinning.OneHintAtATime || status[Signal.Power] == SignalStatus.Unknown || status[Signal.Cluster] == SignalStatus.Unknown;

    static bool IsKept(ProofStatuses status, IReadOnlyList<FaultAt> faults, bool maintenance, ProofThinning with) =>
        faults.Count == 0 || (!maintenance && (with < ProofThinning.LoneFaults || status.Troubles <= 1));
}
