using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Api.Contracts;

/// <summary>One thing wrong with a rule file.</summary>
/// <param name="Code">Such as <c>HA203</c>; permanent.</param>
/// <param name="Text">
/// Place, message, the line itself, a caret and the hint, as <c>policyha check</c> prints it.
/// </param>
public sealed record ProblemView(
    string Code, string Severity, string File, int Line, int Column, string Message, string? Hint, string Text)
{
    internal static IReadOnlyList<ProblemView> Of(PolicyLoad load) => Of(load.Problems, load.Sources);

    internal static IReadOnlyList<ProblemView> Of(
        IReadOnlyList<PolicyProblem> problems, IReadOnlyList<SourceText> sources) =>
    [
        .. problems.Select(p => new ProblemView(
            p.Code,
            Words.Of(p.Severity),
            p.File,
            p.Line,
            p.Column,
            p.Message,
            p.Hint,
            ProblemText.Print([p], sources).TrimEnd())),
    ];
}
