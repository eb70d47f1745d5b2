using System.Globalization;
using System.Text;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Simulation.PolicyTests;

/// <summary>Prints what came of tests for people.</summary>
public static class PolicyTestText
{
    /// <summary>Each test, what is wrong with source line and caret, and how many passed.</summary>
    /// <param name="coverage">Also what the tests have seen of the policy, and a warning for what they have not.</param>
    public static string Print(PolicyTestReport report, bool coverage)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        foreach (var test in report.Tests)
            text.Append(test.Ok ? "ok     " : "FAILED ").Append(test.Name).Append('\n');
        var told = report.Problems.Where(p => coverage || p.Severity == ProblemSeverity.Error).ToList();
        if (told.Count > 0)
            text.Append('\n').Append(ProblemText.Print(told, report.Sources));
        if (coverage)
            text.Append(Table(report.Coverage)).Append('\n');
        return text.Append(Summary(report)).Append('\n').ToString();
    }

    static string Summary(PolicyTestReport report)
    {
        var (passed, notPlayed) = (report.Tests.Count(t => t.Ok), report.Problems.Count(IsMistake));
        var coverage = report.Coverage;
        if (report.Tests.Count == 0)
            return notPlayed > 0 ? string.Create(CultureInfo.InvariantCulture, $"no test was played: {notPlayed} mistakes")
                : report.LeftOut > 0 ? "no test has such a name"
                : "no tests";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Tests.Count} tests: {passed} passed, {report.Tests.Count - passed} failed"
                + $"{(notPlayed > 0 ? $", {notPlayed} mistakes" : "")}; seen: "
                + $"{coverage.Rows.Count(r => r.Spoke)} of {coverage.Rows.Count} rows, "
                + $"{coverage.Rules.Count(r => r.Fired)} of {coverage.Rules.Count} rules, "
                + $"{coverage.Limits.Count(l => l.Held)} of {coverage.Limits.Count} limits");
    }

    /// <summary>Something in a test that could not be read: it was not played.</summary>
    static bool IsMistake(PolicyProblem problem) =>
        problem.Severity == ProblemSeverity.Error && problem.Code != ProblemCode.TestFailed;

    static string Table(PolicyCoverage coverage) => Aligned(
    [
        ["WHAT", "SEEN", "FAILED BY", "NEVER FAILED BY", "AT"],
        .. coverage.Rows.Select(r => (string[])
            [$"row {r.Table}/{r.Row}", YesNo(r.Spoke), Listed(r.FailedBy), Listed(r.NeverFailedBy), r.At.ToString()]),
        .. coverage.Rules.Select(r => (string[])[$"rule {r.Rule}", YesNo(r.Fired), "", "", r.At.ToString()]),
        .. coverage.Limits.Select(l => (string[])[$"limit {l.Limit}", YesNo(l.Held), "", "", l.At.ToString()]),
    ]);

    static string YesNo(bool seen) => seen ? "yes" : "NO";

    static string Listed(IEnumerable<string> columns) => string.Join(' ', columns);

    static string Aligned(IReadOnlyList<string[]> lines)
    {
        var widths = Enumerable.Range(0, lines[0].Length).Select(i => lines.Max(l => l[i].Length)).ToList();
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(string.Join("  ", line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()).Append('\n');
        return text.ToString();
    }
}
