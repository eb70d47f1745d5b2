using System.Text.RegularExpressions;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Simulation.PolicyTests;

namespace PolicyHa.Scenarios.Tests.PolicyTests;

/// <summary>The page operators learn from shows tests that pass.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void The_tests_of_the_readme_pass()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "rules", "README.md"));
        var text = string.Concat(YamlBlock().Matches(page).Select(m => m.Groups[1].Value));
        var load = PolicyCompiler.Compile([new SourceText("README.md", text)], new Dictionary<string, string>());

        var report = PolicyTestRunner.Run(load);

        Assert.NotEmpty(report.Tests);
        Assert.True(report.Ok, PolicyTestText.Print(report, coverage: false));
    }

    [GeneratedRegex("```yaml\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlBlock();
}
