namespace PolicyHa.Rules.Documents;

/// <summary>What an item of a match does with the facts it finds.</summary>
enum MatchForm
{
    /// <summary><c>{h: Host}</c>: goes on with each of them.</summary>
    Each,
    Exists,
    Not,
    Count,
    Sum,
    Min,
    Max,
}

/// <summary>An item of <c>match</c>.</summary>
/// <param name="Variable">Only for <see cref="MatchForm.Each"/>; the others call the fact <c>it</c>.</param>
/// <param name="Facts">A kind, or <c>table name</c>.</param>
/// <param name="Bounds">What a number is compared with: <c>at-least</c>, <c>at-most</c>, <c>is</c>.</param>
sealed record MatchSyntax(
    SourceSpan Span,
    MatchForm Form,
    YamlScalar? Variable,
    YamlScalar Facts,
    YamlScalar? Where,
    YamlScalar? Of,
    IReadOnlyList<YamlEntry> Bounds,
    YamlScalar? As)
{
    /// <summary>How its condition calls the fact.</summary>
    public string Name => Variable?.Value ?? "it";

    public bool IsNumber => Form is MatchForm.Count or MatchForm.Sum or MatchForm.Min or MatchForm.Max;
}
