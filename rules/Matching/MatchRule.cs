using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>A rule of a rule file.</summary>
sealed class MatchRule(
    string name, RuleSource source, int priority, FactScope scope, IReadOnlyList<MatchItem> items, IReadOnlyList<Conclusion> conclusions,
    CelEnvironment environment, ParamSet parameters) : IRule
{
    readonly CelVariable now = environment[PolicySchema.Now];

    /// <summary>It begins with a condition on the host it is asked for: most are asked in vain, and that should cost next to nothing.</summary>
    readonly CelProgram? opening = scope == FactScope.Host && items is [{ Form: MatchForm.Each } first, ..]
        && first.Facts.Kind == KnownKinds.Host ? first.Where : null;

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
        FactKinds.Of([.. items.Where(i => i.Form is not (MatchForm.Each or MatchForm.Exists)).Select(i => i.Facts.Kind)]);

    /// <summary>What it matches one by one, what must exist, and what it wants some of.</summary>
    public FactKinds Needs { get; } = FactKinds.Of(
    [
        .. items.Where(i => i.Form is MatchForm.Each or MatchForm.Exists
            || i.WantsSome(parameters.SetIn(environment.NewActivation()))).Select(i => i.Facts.Kind),
    ]);

    public FactKinds Derives { get; } = FactKinds.Of([.. conclusions.Select(c => c.Derives)]);

    public void Derive(FactView facts, Conclusions into)
    {
        var scratch = Take(facts);
        if (MayOpen(facts, scratch))
        {
            scratch.Begin();
            new MatchRun(this, scratch, facts, into).From(0);
            scratch.End();
        }

        spare = scratch;
    }

    bool MayOpen(FactView facts, MatchScratch scratch)
    {
        if (opening is null)
            return true;
        foreach (var host in facts.Of(KnownKinds.Host))
        {
            scratch.Values[items[0].Slot] = items[0].Facts.Of(host);
            if (!opening.EvaluateWithin(scratch.Values).IsFalse)
                return true;
        }

        return false;
    }

    public string? WhyNot(FactView facts)
    {
        if (scope != FactScope.Host)
            return null;
        var scratch = Take(facts);
        scratch.Begin();
        var search = new MissSearch(this, scratch, facts);
        search.From(0);
        scratch.End();
        spare = scratch;
        return search.Why;
    }

    MatchScratch Take(FactView facts)
    {
        var scratch = Interlocked.Exchange(ref spare, null)
            ?? new MatchScratch(parameters.SetIn(environment.NewActivation()), items.Count);
        var minute = facts.Now.UtcTicks / TimeSpan.TicksPerMinute;
        if (scratch.Minute != minute)
            (scratch.Minute, scratch.Values[now]) = (minute, PolicySchema.MinuteOf(facts));
        return scratch;
    }
}
