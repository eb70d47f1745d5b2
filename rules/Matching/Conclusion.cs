using PolicyHa.Engine.Inference;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>What a rule makes of a match.</summary>
abstract class Conclusion
{
    /// <summary>As files call it: <c>derive</c>, <c>veto</c>.</summary>
    public abstract string Name { get; }

    public abstract FactKind Derives { get; }

    /// <summary>Adds what follows; an error when it cannot be said.</summary>
    public abstract CelValue? Draw(MatchScratch match, Conclusions conclusions);

    protected static void Add(Fact fact, MatchScratch match, Conclusions conclusions) =>
        conclusions.Add(fact, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(match.Support));
}
