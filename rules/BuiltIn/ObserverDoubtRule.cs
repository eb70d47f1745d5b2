using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;

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

    public int Stratum => Strata.Guards;

    public IEnumerable<Conclusion> Derive(FactSet facts)
    {
        var segments =
            facts.Of<HostState>().Where(h => !h.Maintenance).GroupBy(h => h.Compute.Segment).OrderBy(s => s.Key);
        foreach (var segment in segments)
        {
            var troubles = segment.Select(h => TroubleOf(h, facts)).OfType<Fact>().ToList();
            if (troubles.Count < HostsMin || troubles.Count < segment.Count())
                continue;
            var because = $"all {troubles.Count} hosts of segment {segment.Key} look bad at once: "
                + "whoever observes them is the more likely patient";
            foreach (var trouble in troubles)
                yield return new Conclusion(new Veto(trouble.Host, HoldReason.ObserverDoubt, because), troubles);
        }
    }

    static Fact? TroubleOf(HostState host, FactSet facts) =>
        facts.Of<HostFault>(host.Host) is [var fault, ..] ? fault
        : facts.Of<HostSuspect>(host.Host) is [var suspect, ..] ? suspect
        : null;
}
