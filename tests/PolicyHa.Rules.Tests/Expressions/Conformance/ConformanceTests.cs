using Xunit.Abstractions;

namespace PolicyHa.Rules.Tests.Expressions.Conformance;

public sealed class ConformanceTests(ITestOutputHelper output)
{
    [ConformanceFact]
    public void Every_case_of_our_subset_is_right_except_those_listed()
    {
        var judged = Judge("in the subset", test => test.IsInSubset, isChecked: true);
        var notRight = judged.Where(j => j.Verdict != Verdict.Right).Select(j => j.Id);
        Assert.Equal(KnownDeviations.Ids.Order(StringComparer.Ordinal), notRight.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(judged, j => j.Verdict == Verdict.Wrong);
    }

    [ConformanceFact]
    public void Every_case_outside_our_subset_is_refused_or_right()
    {
        var judged = Judge("outside the subset", test => !test.IsInSubset, isChecked: true);
        Assert.DoesNotContain(judged, j => j.Verdict is Verdict.Wrong or Verdict.Unexplained);
    }

    [ConformanceFact]
    public void Without_the_checker_no_case_gets_a_wrong_value_either()
    {
        var judged = Judge("without the checker", test => test.ExpectedType is null, isChecked: false);
        Assert.DoesNotContain(judged, j => j.Verdict is Verdict.Wrong or Verdict.Unexplained);
        var refusedInSubset = judged.Where(j => j.IsInSubset && j.Verdict == Verdict.Refused).Select(j => j.Id);
        Assert.Equal(KnownDeviations.Ids.Order(StringComparer.Ordinal), refusedInSubset.Order(StringComparer.Ordinal));
    }

    List<(string Id, bool IsInSubset, Verdict Verdict)> Judge(string title, Func<ConformanceCase, bool> wanted, bool isChecked)
    {
        var judged = new List<(string Id, bool IsInSubset, Verdict Verdict)>();
        foreach (var test in ConformanceFile.Read().Where(wanted))
        {
            var (verdict, because) = ConformanceRun.Judge(test, isChecked && test.IsChecked);
            judged.Add((test.Id, test.IsInSubset, verdict));
            if (verdict is Verdict.Wrong or Verdict.Unexplained)
                output.WriteLine($"{verdict} {test.Id}: {test.Expression}: {because}");
        }
        output.WriteLine($"{title}: {judged.Count} cases");
        foreach (var group in judged.GroupBy(j => j.Verdict).OrderBy(g => g.Key))
            output.WriteLine($"  {group.Count(),5} {group.Key}");
        return judged;
    }
}
