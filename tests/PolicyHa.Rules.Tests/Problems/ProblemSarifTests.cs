using System.Text.Json.Nodes;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Tests.Problems;

/// <summary>Problems as code scanners read them.</summary>
public class ProblemSarifTests
{
    [Fact]
    public void A_problem_is_a_result_with_rule_level_and_region()
    {
        var run = Run(new PolicyProblem(
            "HA203", ProblemSeverity.Error, "rules/my policy.yaml", 4, 7, 3, "'dwon' is wrong", "did you mean 'down'?"));

        var result = run["results"]![0]!;
        Assert.Equal("HA203", (string?)result["ruleId"]);
        Assert.Equal("error", (string?)result["level"]);
        Assert.Equal("'dwon' is wrong\nhint: did you mean 'down'?", (string?)result["message"]!["text"]);
        var place = result["locations"]![0]!["physicalLocation"]!;
        Assert.Equal("rules/my%20policy.yaml", (string?)place["artifactLocation"]!["uri"]);
        Assert.Equal("""{"startLine":4,"startColumn":7,"endColumn":10}""", place["region"]!.ToJsonString());
        Assert.Equal("HA203", (string?)run["tool"]!["driver"]!["rules"]![(int)result["ruleIndex"]!]!["id"]);
    }

    [Fact]
    public void A_problem_of_a_whole_file_has_no_region()
    {
        var result = Run(new PolicyProblem(
            "HA113", ProblemSeverity.Error, "/etc/policyha/x.yaml", 0, 0, 1, "cannot be read", null))["results"]![0]!;

        var place = result["locations"]![0]!["physicalLocation"]!;
        Assert.Equal("file:///etc/policyha/x.yaml", (string?)place["artifactLocation"]!["uri"]);
        Assert.Null(place["region"]);
    }

    [Fact]
    public void Every_code_is_a_rule_with_its_page()
    {
        var rules = Run()["tool"]!["driver"]!["rules"]!.AsArray();

        Assert.Equal(ProblemCode.All, rules.Select(r => (string?)r!["id"]));
        foreach (var rule in rules)
        {
            var code = (string?)rule!["id"];
            Assert.Equal($"rules/docs/{code}.md", (string?)rule["helpUri"]);
            Assert.Equal(File.ReadAllText(Path.Combine(TestFiles.Docs, $"{code}.md")), (string?)rule["help"]!["markdown"]);
            Assert.StartsWith($"# {code}: {(string?)rule["shortDescription"]!["text"]}", (string?)rule["help"]!["text"],
                StringComparison.Ordinal);
        }

        Assert.Equal("warning", (string?)rules.Single(r => (string?)r!["id"] == "HA304")!["defaultConfiguration"]!["level"]);
    }

    static JsonNode Run(params PolicyProblem[] problems)
    {
        var document = JsonNode.Parse(ProblemSarif.Print(problems, "1.2.3"))!;
        Assert.Equal("2.1.0", (string?)document["version"]);
        Assert.Equal("1.2.3", (string?)document["runs"]![0]!["tool"]!["driver"]!["version"]);
        return document["runs"]![0]!;
    }
}
