using System.Text;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Rules.Problems;

/// <summary>
/// Prints problems for people: place and message, the line itself, a caret under what is wrong, a hint.
/// </summary>
public static class ProblemText
{
    /// <summary>All problems, each followed by an empty line.</summary>
    /// <param name="sources">The texts the problems point into.</param>
    public static string Print(IEnumerable<PolicyProblem> problems, IReadOnlyList<SourceText> sources)
    {
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentNullException.ThrowIfNull(sources);
        var text = new StringBuilder();
        foreach (var problem in problems)
            Append(text, problem, sources.FirstOrDefault(s => s.Name == problem.File));
        return text.ToString();
    }

    static void Append(StringBuilder text, PolicyProblem problem, SourceText? source)
    {
        text.Append(problem).Append('\n');
        if (source is not null && problem.Line > 0)
        {
            // A tab would move the caret; in the echo it is one blank, as it counts for one column.
            text.Append(source.Line(problem.Line).Replace('\t', ' ')).Append('\n');
            text.Append(' ', problem.Column - 1).Append('^', problem.Length).Append('\n');
        }

        if (problem.Hint is { } hint)
            text.Append("hint: ").Append(hint).Append('\n');
        text.Append('\n');
    }
}
