using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>A compiled item of a match.</summary>
/// <param name="Slot">Where its condition finds the fact.</param>
/// <param name="Where">Null: every fact counts.</param>
/// <param name="Join">An equality of the condition by which candidates can be looked up; null when there is none.</param>
/// <param name="Of">What is summed or compared; null for the others.</param>
/// <param name="Bounds">What the number is compared with.</param>
/// <param name="As">The variable that gets the number; null when nobody asks.</param>
sealed record MatchItem(
    MatchForm Form,
    FactType Facts,
    CelVariable Slot,
    CelProgram? Where,
    JoinKey? Join,
    CelProgram? Of,
    IReadOnlyList<NumberBound> Bounds,
    CelVariable? As)
{
    /// <summary>How its condition calls the fact.</summary>
    public string Name => Slot.Name;

    /// <summary>It counts, and wants at least one whatever the facts are.</summary>
    /// <param name="parameters">Where nothing but the parameters is set.</param>
    public bool WantsSome(CelActivation parameters) => Form == MatchForm.Count
        && Bounds.Any(b => b.Word != "at-most" && b.Value.FieldsUsed.All(f => f.StartsWith("params.", StringComparison.Ordinal))
            && b.Value.EvaluateWithin(parameters) is { Kind: CelValueKind.Int, Int: >= 1 });
}

/// <summary>One side of an equality reads the candidate, the other what is known before it.</summary>
sealed record JoinKey(Evaluator Candidate, Evaluator Probe);

/// <summary>A bound of a count or sum.</summary>
/// <param name="Word"><c>at-least</c>, <c>at-most</c> or <c>is</c>.</param>
sealed record NumberBound(string Word, CelProgram Value)
{
    public bool Admits(long number, long bound) => Word switch
    {
        "at-least" => number >= bound,
        "at-most" => number <= bound,
        _ => number == bound,
    };
}
