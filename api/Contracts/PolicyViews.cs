using PolicyHa.Api.Operating;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Api.Contracts;

/// <summary>The policy in force, and what was last refused.</summary>
/// <param name="Version">Name, revision and digest, as in every record of a decision.</param>
/// <param name="Warnings">What the checker had to say of it.</param>
/// <param name="Refused">Newer files that were not taken; null when there are none.</param>
public sealed record PolicyView(
    string Version,
    string Name,
    string Revision,
    string Sha256,
    DateTimeOffset Since,
    IReadOnlyList<PolicyFileView> Files,
    IReadOnlyList<ProblemView> Warnings,
    RefusedPolicyView? Refused)
{
    internal static PolicyView Of(PolicyDesk desk)
    {
        var version = desk.Active.Policy!.Version;
        return new PolicyView(
            version.ToString(),
            version.Name,
            version.Revision,
            version.Sha256,
            desk.ActiveSince,
            [.. desk.Active.Sources.Select(s => new PolicyFileView(s.Name, s.Text))],
            ProblemView.Of(desk.Active),
            desk.Refused is { } refused ? new RefusedPolicyView(refused.At, ProblemView.Of(refused.Load)) : null);
    }
}

/// <summary>One rule file.</summary>
public sealed record PolicyFileView(string Name, string Text);

/// <summary>Rule files that were not taken.</summary>
public sealed record RefusedPolicyView(DateTimeOffset At, IReadOnlyList<ProblemView> Problems);

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
