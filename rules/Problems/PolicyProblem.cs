namespace PolicyHa.Rules.Problems;

/// <summary>One thing wrong with a rule file, at one place.</summary>
/// <param name="Code">One of <see cref="ProblemCode"/>, such as <c>HA203</c>; permanent. Each has a page in
/// <c>rules/docs</c>.</param>
/// <param name="File">As the operator named it.</param>
/// <param name="Line">From 1; 0 when the problem is not in a line (an unreadable file, an override).</param>
/// <param name="Column">From 1, in UTF-16 units; 0 like <paramref name="Line"/>.</param>
/// <param name="Length">How many characters are wrong, on that line; at least 1.</param>
/// <param name="Message">What is wrong, in words that stand alone.</param>
/// <param name="Hint">What to write instead, when we can tell. May have several lines.</param>
public sealed record PolicyProblem(
    string Code, ProblemSeverity Severity, string File, int Line, int Column, int Length, string Message, string? Hint)
{
    /// <summary>For example <c>rules.yaml:12:5: error HA203: 'dwon' is not a value of admin</c>.</summary>
    public override string ToString()
    {
        var place = Line == 0 ? File : $"{File}:{Line}:{Column}";
        return $"{place}: {(Severity == ProblemSeverity.Error ? "error" : "warning")} {Code}: {Message}";
    }
}
