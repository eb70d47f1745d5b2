using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.BuiltIn;

/// <summary>
/// When every host of a segment looks bad at once, the one who looks is more likely sick than all of them. Hosts in
/// maintenance do not count: they may be off on purpose.
/// </summary>
sealed class ObserverDoubtRule : IRule
{
    /// <summary>Two hosts can well fail together; from three on, all of them is suspicious.</summary>
    const int HostsMin = 3;

    public string Name => "observer-doubt";

    public RuleSource Source => RuleSource.BuiltIn;

    public FactScope Scope => FactScope.Segment;

    public FactKinds Reads { get; } =
        FactKinds.Of(KnownKinds.Segment, KnownKinds.HostFault, KnownKinds.HostSuspect, KnownKinds.AtWork);

    /// <summary>It counts.</summary>
    public FactKinds Awaits => Reads;

    public FactKinds Derives { get; } = FactKinds.Of(KnownKinds.Veto);

    public void Derive(FactView facts, Conclusions conclusions)
    {
        if (facts.Of(KnownKinds.Segment).First is not { } segment
            || facts.Of(KnownKinds.HostFault).Count + facts.Of(KnownKinds.HostSuspect).Count < HostsMin)
            return;
        var troubles = Troubles(facts);
        if (troubles.Count < HostsMin || troubles.Count < segment.Hosts - facts.Of(KnownKinds.AtWork).Count)
            return;
        var because = $"all {troubles.Count} hosts of segment {segment.Segment.Name} look bad at once: "
            + "whoever observes them is the more likely patient";
        Fact[] support = [.. troubles.Values];
        foreach (var trouble in troubles.Values)
            conclusions.Add(new Veto(trouble.Compute, HoldReason.ObserverDoubt, because), support);
    }

    /// <summary>One for each host: a fault where there is one, else the suspicion.</summary>
    static SortedDictionary<HostName, HostFact> Troubles(FactView facts)
    {
        var troubles = new SortedDictionary<HostName, HostFact>();
        foreach (var fault in facts.Of(KnownKinds.HostFault))
            troubles.TryAdd(fault.Host, fault);
        foreach (var suspect in facts.Of(KnownKinds.HostSuspect))
            troubles.TryAdd(suspect.Host, suspect);
        foreach (var atWork in facts.Of(KnownKinds.AtWork))
            troubles.Remove(atWork.Host);
        return troubles;
    }
}
