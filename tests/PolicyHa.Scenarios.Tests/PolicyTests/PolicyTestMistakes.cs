using System.Runtime.CompilerServices;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using PolicyHa.Simulation.PolicyTests;

namespace PolicyHa.Scenarios.Tests.PolicyTests;

/// <summary>
/// Every <c>documents/bad.&lt;what-is-wrong&gt;.yaml</c> has tests that are wrong in this way, and gets exactly the messages in
/// the file beside it. <c>POLICYHA_ACCEPT=1</c> rewrites them: read the diff before you commit it.
/// </summary>
public class PolicyTestMistakes
{
    static readonly string Documents = Path.Combine(Here(), "documents");

    public static TheoryData<string> Names() => [.. FileNames()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistake_in_a_test_is_told_with_its_place(string name)
    {
        var report = Report(name);

        Assert.NotEmpty(report.Problems);
        Assert.Equal(report.Ok, report.Problems.All(p => p.Severity == ProblemSeverity.Warning));
        var golden = Path.Combine(Documents, Path.ChangeExtension(name, ".expected.txt"));
        var text = PolicyTestText.Print(report, coverage: true);
        if (Environment.GetEnvironmentVariable("POLICYHA_ACCEPT") == "1")
            File.WriteAllText(golden, text);
        Assert.Equal(File.ReadAllText(golden), text);
    }

    [Fact]
    public void Every_code_of_tests_has_a_document()
    {
        var shown = FileNames().SelectMany(n => Report(n).Problems).Select(p => p.Code).ToHashSet();
        Assert.Superset(new HashSet<string> { ProblemCode.NotCovered, ProblemCode.TestFailed, ProblemCode.UncheckableExpectation }, shown);
    }

    static IEnumerable<string> FileNames() =>
        Directory.EnumerateFiles(Documents, "bad.*.yaml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    static PolicyTestReport Report(string name)
    {
        var source = new SourceText(name, File.ReadAllText(Path.Combine(Documents, name)));
        var load = PolicyCompiler.Compile([source], new Dictionary<string, string>());
        Assert.True(load.IsValid, ProblemText.Print(load.Problems, load.Sources));
        return PolicyTestRunner.Run(load);
    }

    static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
