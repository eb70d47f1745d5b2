using System.Text.Json;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Tests.Problems;

/// <summary>Problems are printed for people and for machines.</summary>
public class ProblemPrintTests
{
    const string Text = """
        language: 1
        policy: test
        revision: "1"
        polcy: again
        classes:
        - {class: pet, otherwise: true}
        """;

    [Fact]
    public void Text_shows_place_line_caret_and_hint()
    {
        var load = Policies.Load(Text);

        Assert.Equal(
            """
            rules.yaml:4:1: error HA106: a rule file has no key 'polcy'
            polcy: again
            ^^^^^
            hint: did you mean 'policy'?


            """,
            ProblemText.Print(load.Problems, load.Sources));
    }

    [Fact]
    public void Json_holds_the_same_and_counts()
    {
        using var json = JsonDocument.Parse(ProblemJson.Print(Policies.Load(Text).Problems));
        var problem = json.RootElement.GetProperty("problems")[0];

        Assert.Equal((1, 0),
            (json.RootElement.GetProperty("errors").GetInt32(), json.RootElement.GetProperty("warnings").GetInt32()));
        Assert.Equal("HA106", problem.GetProperty("code").GetString());
        Assert.Equal("error", problem.GetProperty("severity").GetString());
        Assert.Equal("rules.yaml", problem.GetProperty("file").GetString());
        Assert.Equal((4, 1, 5), (Number("line"), Number("column"), Number("length")));

        int Number(string name) => problem.GetProperty(name).GetInt32();
    }
}
