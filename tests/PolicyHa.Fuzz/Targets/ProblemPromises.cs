using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Fuzz.Targets;

/// <summary>What every problem with a file promises: a known code, a sentence, and a place inside the text.</summary>
static class ProblemPromises
{
    /// <summary>Problems of a file as a whole have no line.</summary>
    static readonly string[] WithoutLine =
        [ProblemCode.Unreadable, ProblemCode.DocumentCount, ProblemCode.TooLarge, ProblemCode.UnknownParam, ProblemCode.ParamValue];

    /// <exception cref="BrokenPromiseException">A problem cannot be shown to anybody.</exception>
    public static void Check(IReadOnlyList<PolicyProblem> problems, IReadOnlyList<SourceText> sources)
    {
        foreach (var problem in problems)
        {
            if (FaultOf(problem, sources) is { } fault)
                throw new BrokenPromiseException($"{problem.Code} {fault}: {problem}");
        }

        ProblemText.Print(problems, sources);
        ProblemJson.Print(problems);
    }

    static string? FaultOf(PolicyProblem problem, IReadOnlyList<SourceText> sources)
    {
        if (!ProblemCode.All.Contains(problem.Code))
            return "is no known code";
        if (problem.Message.Length == 0)
            return "says nothing";
        if (problem.Line == 0)
            return WithoutLine.Contains(problem.Code) ? null : "has no place";
        if (sources.FirstOrDefault(s => s.Name == problem.File) is not { } source)
            return "points into a file that was not read";
        if (problem.Line > source.LineCount)
            return "points behind the last line";
        var length = source.Line(problem.Line).Length;
        return problem.Column < 1 || problem.Column > length + 1 || problem.Length < 1
            || (problem.Column + problem.Length - 1 > length && problem.Length > 1)
                ? $"points outside its line of {length} characters"
                : null;
    }
}
