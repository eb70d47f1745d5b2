namespace PolicyHa.Rules.Documents;

/// <summary>What a rule makes of a match.</summary>
/// <param name="Span">Its key.</param>
abstract record ConclusionSyntax(SourceSpan Span)
{
    /// <summary><c>derive: {Suspicion: {host: h.id, of: storage}}</c>.</summary>
    public sealed record Derive(YamlScalar Kind, IReadOnlyList<YamlEntry> Fields) : ConclusionSyntax(Kind.Span);

    /// <summary><c>suppress: {fault: i, because: "…"}</c>.</summary>
    public sealed record Suppress(SourceSpan Span, YamlScalar Fault) : ConclusionSyntax(Span);

    /// <summary><c>veto: {host: h.id, actions: all}</c>.</summary>
    public sealed record Veto(SourceSpan Span, YamlScalar Host, IReadOnlyList<YamlScalar> Actions) : ConclusionSyntax(Span);

    /// <summary><c>decide: {host: h.id, do: "notify"}</c>.</summary>
    /// <param name="Subject">What it is about, and the expression that names it.</param>
    /// <param name="Do">For every class.</param>
    /// <param name="Cells">Class and actions.</param>
    /// <param name="Ladder">One after the other.</param>
    public sealed record Decide(
        SourceSpan Span, YamlEntry Subject, YamlScalar? Do, IReadOnlyList<YamlEntry> Cells, IReadOnlyList<LadderStepSyntax> Ladder)
        : ConclusionSyntax(Span);
}

/// <summary>A step of a ladder: <c>{do: restart, tries: 2, within: 10m}</c>.</summary>
sealed record LadderStepSyntax(SourceSpan Span, YamlScalar Do, YamlScalar? Tries, YamlScalar? Within);
