using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>A rule of a rule file.</summary>
sealed class MatchRule(
    string name, RuleSource source, int priority, FactScope scope, IReadOnlyList<MatchItem> items, IReadOnlyList<Conclusion> conclusions,
    CelEnvironment environment, ParamSet parameters) : IRule
{
    readonly CelVariable now = environment[PolicySchema.Now];

    /// <summary>Taken out while in use: whoever finds it gone makes another.</summary>
    MatchScratch? spare;

    public string Name => name;

    public RuleSource Source => source;

    public FactScope Scope => scope;

    /// <summary>Rules of a stratum are asked the highest first.</summary>
    public int Priority => priority;

    public IReadOnlyList<MatchItem> Items => items;

    public IReadOnlyList<Conclusion> Conclusions => conclusions;

    public FactKinds Reads { get; } = FactKinds.Of([.. items.Select(i => i.Facts.Kind)]);

    /// <summary>What it asks the absence or the number of.</summary>
    public FactKinds Awaits { get; } =
        FactKinds.Of([.. items.Where(i => i.Form is not (Documents.MatchForm.Each or Documents.MatchForm.Exists)).Select(i => i.Facts.Kind)]);

    /// <summary>What it matches one by one, or must exist.</summary>
    public FactKinds Needs { get; } =
        FactKinds.Of([.. items.Where(i => i.Form is Documents.MatchForm.Each or Documents.MatchForm.Exists).Select(i => i.Facts.Kind)]);

    public FactKinds Derives { get; } = FactKinds.Of([.. conclusions.Select(c => c.Derives)]);

    public void Derive(FactView facts, Conclusions into)
    {
        var scratch = Take(facts);
        new MatchRun(this, scratch, facts, into).From(0);
        Return(scratch);
    }

    public string? WhyNot(FactView facts)
    {
        if (scope != FactScope.Host)
            return null;
        var scratch = Take(facts);
        var search = new MissSearch(this, scratch, facts);
        search.From(0);
        Return(scratch);
        return search.Why;
    }

    MatchScratch Take(FactView facts)
    {
        var scratch = Interlocked.Exchange(ref spare, null)
            ?? new MatchScratch(parameters.SetIn(environment.NewActivation()), items.Count);
        var minute = facts.Now.UtcTicks / TimeSpan.TicksPerMinute;
        if (scratch.Minute != minute)
            (scratch.Minute, scratch.Values[now]) = (minute, PolicySchema.MinuteOf(facts));
        scratch.Begin();
        return scratch;
    }

    void Return(MatchScratch scratch)
    {
        scratch.End();
        spare = scratch;
    }
}
