using System.Diagnostics.CodeAnalysis;

namespace PolicyHa.Rules.Expressions;

/// <summary>
/// What compiling gave: a program, or everything that is wrong with the text, in the order of the text.
/// </summary>
public sealed class CelResult
{
    internal CelResult(CelProgram program) => Program = program;

    internal CelResult(IReadOnlyList<CelProblem> problems) => Problems = problems;

    public CelProgram? Program { get; }

    /// <summary>Empty exactly when there is a program.</summary>
    public IReadOnlyList<CelProblem> Problems { get; } = [];

    [MemberNotNullWhen(true, nameof(Program))]
    public bool IsValid => Program is not null;
}
