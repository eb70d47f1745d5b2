using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Rules.Problems;

/// <summary>Collects everything that is wrong, so that an operator hears of all of it at once.</summary>
sealed class ProblemLog
{
    readonly List<PolicyProblem> problems = [];

    public bool HasErrors => problems.Exists(p => p.Severity == ProblemSeverity.Error);

    public int Count => problems.Count;

    public void Add(string code, SourceSpan at, string message, string? hint = null)
    {
        var (line, column) = at.Source.Position(at.Offset);
        var length = Math.Clamp(at.Length, 1, Math.Max(1, at.Source.Line(line).Length - column + 1));
        Add(new PolicyProblem(code, ProblemCode.SeverityOf(code), at.Source.Name, line, column, length, message, hint));
    }

    /// <summary>A problem of the entry that begins there.</summary>
    public void Add(string code, RuleSource at, string message, string? hint = null) => Add(new PolicyProblem(
        code, ProblemCode.SeverityOf(code), at.File, at.Line, at.Column, 1, message, hint));

    /// <summary>A problem that is not in a line of a file.</summary>
    public void Add(string code, string file, string message, string? hint = null) =>
        Add(new PolicyProblem(code, ProblemCode.SeverityOf(code), file, 0, 0, 1, message, hint));

    /// <summary>By file in the order given, then by place.</summary>
    public IReadOnlyList<PolicyProblem> Sorted(IReadOnlyList<SourceText> sources)
    {
        var order = sources.Select((s, i) => (s.Name, i)).DistinctBy(s => s.Name).ToDictionary(s => s.Name, s => s.i);
        return
        [
            .. problems.OrderBy(p => order.GetValueOrDefault(p.File, int.MaxValue)).ThenBy(p => p.Line)
                .ThenBy(p => p.Column).ThenBy(p => p.Code, StringComparer.Ordinal),
        ];
    }

    void Add(PolicyProblem problem)
    {
        if (!problems.Contains(problem))
            problems.Add(problem);
    }
}
