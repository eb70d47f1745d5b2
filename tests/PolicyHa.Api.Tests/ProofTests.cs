using System.Text.Json.Nodes;
using PolicyHa.Api.Tests.Support;
using PolicyHa.Rules;

namespace PolicyHa.Api.Tests;

/// <summary><c>policyha check --prove</c>.</summary>
public class ProofTests
{
    /// <summary>The shipped policy for a cloud that has nothing but cattle: there is less to look at.</summary>
    static string CattleOnly(string mixedHosts = "drain-then-fence", string rules = "")
    {
        var text = ShippedPolicies.Default.Text;
        var (classes, mixed) = (
            text.IndexOf("\nclasses:", StringComparison.Ordinal), text.IndexOf("\nmixed-hosts:", StringComparison.Ordinal));
        var law = text[..text.IndexOf("\ntests:", StringComparison.Ordinal)];
        return law[..classes] + "\nclasses: [{class: cattle, otherwise: true}]"
            + law[mixed..].Replace("drain-then-fence", mixedHosts, StringComparison.Ordinal)
                .Replace("\nlimits:", rules + "\nlimits:", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_holds_is_printed_with_what_was_looked_at()
    {
        var (exit, output, errors) = await Terminal.RunAsync("check", "--prove", Terminal.FileWith(CattleOnly(), "cattle.yaml"));

        Assert.Equal((0, ""), (exit, errors));
        Assert.Matches(@"\nproved       evacuate only after a proven fence       [\d,]+ situations, [\d,]+ plans that need a dead host\n", output);
        Assert.Contains("\nproved       no healthy notify-only pet is fenced", output, StringComparison.Ordinal);
        Assert.Contains("\nproved       every protected instance has a decision", output, StringComparison.Ordinal);
        Assert.Contains("\nnot reached  pet: ", output, StringComparison.Ordinal);
        Assert.EndsWith("1 checked: 0 errors, 0 warnings\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_proofs_in_the_same_document()
    {
        var file = Terminal.FileWith(CattleOnly("cattle-win"), "cattle.yaml");

        var (exit, output, _) = await Terminal.RunAsync("check", file, "--prove", "--format", "json");

        var document = JsonNode.Parse(output)!;
        var laws = document["proofs"]![0]!["laws"]!.AsArray();
        Assert.Equal((0, 0), (exit, (int)document["errors"]!));
        Assert.Equal(["proved", "not-claimed", "proved"], laws.Select(l => (string?)l!["outcome"]));
        Assert.Matches(@"^the policy says cattle-win \(.*cattle\.yaml:\d+:14\)$", (string?)laws[1]!["whyNotClaimed"]);
        Assert.True((int)document["proofs"]![0]!["coverage"]!["situations"]! > 10_000);
    }

    [Fact]
    public async Task A_refuted_policy_ends_with_1_and_shows_the_smallest_case()
    {
        const string Rules = """
            - name: segments-by-number
              match: [{s: Segment, where: "int(s.name) > 0"}, {count: HostFault, where: "it.segment == s.name", at-least: 1}]
              decide: {segment: s.name, do: notify}
              because: "trouble in ${s.name}"

            """;

        var (exit, output, _) = await Terminal.RunAsync("check", "--prove", Terminal.FileWith(CattleOnly(rules: Rules), "cattle.yaml"));

        Assert.Equal(1, exit);
        Assert.Contains("\nrefuted      every protected instance has a decision", output, StringComparison.Ordinal);
        Assert.Matches(@"\n +broken   rule segments-by-number \(.*cattle\.yaml:\d+:\d+\) could not be evaluated", output);
        Assert.Contains("\n             when     libvirt down, the others up, for 10s\n", output, StringComparison.Ordinal);
        Assert.Contains("\n             hint     ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_errors_is_not_proved()
    {
        var (exit, output, _) = await Terminal.RunAsync("check", "--prove", Terminal.FileWith("a: 1\n", "wrong.yaml"));

        Assert.Equal(1, exit);
        Assert.DoesNotContain("proved", output, StringComparison.Ordinal);
        Assert.Equal(2, (await Terminal.RunAsync("check", "--prove", "/nowhere/rules.yaml")).Exit);
    }
}
