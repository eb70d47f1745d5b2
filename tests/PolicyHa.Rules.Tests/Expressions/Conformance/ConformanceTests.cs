using Xunit.Abstractions;

namespace PolicyHa.Rules.Tests.Expressions.Conformance;

public sealed class ConformanceTests(ITestOutputHelper output)
{
    [ConformanceFact]
    public void Every_case_of_our_subset_is_right_except_those_listed()
    {
        var judged = ConformanceFile.Read().Where(c => c.IsInSubset).Select(c => (Case: c, ConformanceRun.Judge(c).Verdict, ConformanceRun.Judge(c).Because)).ToList();
        foreach (var group in judged.GroupBy(j => j.Verdict).OrderBy(g => g.Key))
            output.WriteLine($"in the subset: {group.Key} {group.Count()}");
        foreach (var (test, verdict, because) in judged.Where(j => j.Verdict != Verdict.Right))
            output.WriteLine($"{verdict} {test.Id}: {test.Expression}: {because}");

        var notRight = judged.Where(j => j.Verdict != Verdict.Right).Select(j => j.Case.Id).Order(StringComparer.Ordinal);
        Assert.Equal(KnownDeviations.Ids.Order(StringComparer.Ordinal), notRight);
    }

    [ConformanceFact]
    public void Every_case_outside_our_subset_is_refused_or_right()
    {
        var judged = ConformanceFile.Read().Where(c => !c.IsInSubset).Select(c => (Case: c, ConformanceRun.Judge(c).Verdict, ConformanceRun.Judge(c).Because)).ToList();
        foreach (var group in judged.GroupBy(j => j.Verdict).OrderBy(g => g.Key))
            output.WriteLine($"outside the subset: {group.Key} {group.Count()}");
        var bad = judged.Where(j => j.Verdict is not (Verdict.Right or Verdict.Refused))
            .Select(j => $"{j.Verdict} {j.Case.Id}: {j.Case.Expression}: {j.Because}").ToList();
        Assert.True(bad.Count == 0, string.Join('\n', bad));
    }
}
