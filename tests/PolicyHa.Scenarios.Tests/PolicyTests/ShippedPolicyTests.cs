using PolicyHa.Rules;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Simulation.PolicyTests;

namespace PolicyHa.Scenarios.Tests.PolicyTests;

/// <summary>The policies we ship pass their own tests, and these leave nothing of them unseen.</summary>
public class ShippedPolicyTests
{
    static readonly IReadOnlyDictionary<string, string> NoOverrides = new Dictionary<string, string>();

    [Theory]
    [InlineData("policies/default.yaml")]
    [InlineData("policies/conservative.yaml")]
    [InlineData("policies/cattle-only.yaml")]
    public void It_passes_its_tests_and_they_see_every_row_rule_and_limit(string name)
    {
        var report = Run(ShippedPolicies.All.Single(p => p.Name == name).Text);

        Assert.True(report.Problems.Count == 0, PolicyTestText.Print(report, coverage: true));
        Assert.NotEmpty(report.Tests);
    }

    /// <summary>A row that may say anything without a test failing is seen, but not tested.</summary>
    [Theory]
    [InlineData("admin-lost")]
    [InlineData("tenant-lost")]
    [InlineData("storage-lost")]
    [InlineData("compute-lost")]
    [InlineData("tenant-compute")]
    [InlineData("cut-off")]
    [InlineData("storage-lost-too")]
    [InlineData("dead")]
    [InlineData("stopped")]
    [InlineData("storage")]
    public void Whoever_changes_what_a_row_asks_for_hears_of_it(string row)
    {
        var lines = ShippedPolicies.Default.Text.Split('\n');
        var line = Array.FindIndex(lines, l => l.TrimStart().StartsWith($"| {row} ", StringComparison.Ordinal));
        var cells = lines[line].Split("||");
        lines[line] = $"{cells[0]}|| none | none |";

        Assert.False(Run(string.Join('\n', lines)).Ok);
    }

    [Theory]
    [InlineData("max: params.max_fencing", "max: 5")]
    [InlineData("max-share: params.storm_share", "max-share: 90")]
    [InlineData("drain-then-fence\n", "cattle-win\n")]
    [InlineData("when: host.signals_age >= params.settle", "when: \"true\"")]
    [InlineData("after 5m:", "after 6m:")]
    public void Whoever_changes_a_number_or_a_switch_hears_of_it(string was, string becomes)
    {
        var text = ShippedPolicies.Default.Text;
        Assert.Contains(was, text, StringComparison.Ordinal);

        Assert.False(Run(text.Replace(was, becomes, StringComparison.Ordinal)).Ok);
    }

    static PolicyTestReport Run(string text)
    {
        var load = PolicyCompiler.Compile([new SourceText("default.yaml", text)], NoOverrides);
        return load.IsValid ? PolicyTestRunner.Run(load) : PolicyTestReport.OfMistakes(load);
    }
}
