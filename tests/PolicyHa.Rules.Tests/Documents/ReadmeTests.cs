using System.Text.RegularExpressions;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.Tests.Documents;

/// <summary>The page operators learn from is a policy that works.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void The_examples_of_the_readme_are_one_policy_without_a_warning()
    {
        var blocks = YamlBlock().Matches(File.ReadAllText(TestFiles.Readme)).Select(m => m.Groups[1].Value);

        var load = Policies.Load(string.Concat(blocks));

        Assert.Empty(load.Problems);
        var row = load.Policy!.RowFor(Fleets.Host("h1", "down up up up"))!;
        Assert.Equal("notify, after 5m: fence, evacuate", row.Cells[InstanceClass.Pet].ToString());
    }

    [GeneratedRegex("```yaml\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlBlock();
}
