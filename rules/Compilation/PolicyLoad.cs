using System.Diagnostics.CodeAnalysis;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>What loading rule files gave: a policy, or everything that is wrong with them.</summary>
/// <param name="Policy">Null when there is an error; warnings alone do not stop a policy.</param>
/// <param name="Problems">By file and place.</param>
/// <param name="Sources">The texts, for <see cref="ProblemText"/>.</param>
public sealed record PolicyLoad(
    RecoveryPolicy? Policy, IReadOnlyList<PolicyProblem> Problems, IReadOnlyList<SourceText> Sources)
{
    [MemberNotNullWhen(true, nameof(Policy))]
    public bool IsValid => Policy is not null;

    /// <summary>The same for a machine that has these services; refused where it calls another, which nobody would find before it is needed.</summary>
    public PolicyLoad Against(IReadOnlyCollection<string> services)
    {
        var unknown = (Policy?.Calls ?? []).Where(c => !services.Contains(c.Name)).Select(c => Unknown(c, services)).ToList();
        return unknown.Count == 0 ? this : this with { Policy = null, Problems = [.. unknown, .. Problems] };
    }

    static PolicyProblem Unknown(CalledService call, IReadOnlyCollection<string> services) => new(
        ProblemCode.UnknownService, ProblemCode.SeverityOf(ProblemCode.UnknownService), call.At.File, call.At.Line, call.At.Column,
        "call ".Length + call.Name.Length, $"no service '{call.Name}' is configured under external",
        services.Count == 0 ? "none is: add it to the configuration of the service, or do not call it" : KnownWord.Hint(call.Name, services));

    /// <summary>What the texts say, with their tests; null when they could not be read from disk.</summary>
    internal PolicyDocument? Document { get; init; }
}
