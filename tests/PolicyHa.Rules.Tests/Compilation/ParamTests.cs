using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Tests.Compilation;

/// <summary>Params take values from outside, within their ranges.</summary>
public class ParamTests
{
    [Fact]
    public void A_value_from_outside_counts_instead_of_the_default()
    {
        var load = Policies.Load(ShippedPolicies.Default, ("settle", "1m"), ("max_fencing", "5"), ("observers", "3"));
        var policy = load.Policy!;

        Assert.Equal(TimeSpan.FromMinutes(1), policy.Settle);
        Assert.Equal(5, policy.Limits.FencingPerSegmentMax);
        Assert.Equal(3, policy.Observers);
        Assert.Null(policy.RowFor(Fleets.Host("h1", "down up up up", TimeSpan.FromSeconds(59))));
    }

    [Theory]
    [InlineData("settel", "5s", "(param overrides): error HA207: the policy has no param 'settel'")]
    [InlineData("settle", "soon", "(param overrides): error HA205: 'soon' is not a duration (param 'settle')")]
    [InlineData("storm_share", "0",
        "(param overrides): error HA206: the value of 'storm_share' is 0, less than its min 1")]
    [InlineData("max_fencing", "51",
        "(param overrides): error HA206: the value of 'max_fencing' is 51, more than its max 50")]
    public void A_wrong_value_from_outside_is_an_error(string name, string value, string message)
    {
        var load = Policies.Load(ShippedPolicies.Default, (name, value));

        Assert.False(load.IsValid);
        Assert.Equal(message, Assert.Single(load.Problems).ToString());
    }

    [Fact]
    public void Without_params_the_documented_defaults_count()
    {
        var policy = Policies.Compile(Policies.HostTable(
            "{admin: host.admin_network}", "    | id | admin || pet |\n    | a | * || notify |"));

        Assert.Equal((TimeSpan.FromSeconds(10), 2, 2, 30),
            (policy.Settle, policy.Observers, policy.Limits.FencingPerSegmentMax, policy.Limits.StormSharePercent));
    }

    [Fact]
    public void The_digest_knows_text_and_values_but_not_blanks_at_line_ends()
    {
        var text = ShippedPolicies.Default.Text;
        var digest = Digest(text);

        Assert.Equal(digest, Digest(text.Replace("\n", "   \r\n", StringComparison.Ordinal)));
        Assert.NotEqual(digest, Digest(text.Replace("default: 10s", "default: 11s", StringComparison.Ordinal)));
        Assert.NotEqual(digest, Policies.Load(ShippedPolicies.Default, ("settle", "11s")).Policy!.Version.Sha256);
        Assert.Matches("^[0-9a-f]{64}$", digest);
    }

    [Fact]
    public void The_digest_does_not_know_tests()
    {
        const string Tests = """
            tests:
            - name: a dead host
              given: {hosts: {c1: {signals: "down down down down"}}}
              expect: nothing

            """;
        const string Limits = "# how much at a time\nlimits:";
        var law = Policies.HostTable("{admin: host.admin_network}", "    | id | admin || pet |\n    | a | * || notify |")
            + Limits + "\n- {name: storm, max-share: 20}\n";

        Assert.Equal(Digest(law), Digest(law + Tests));
        Assert.Equal(Digest(law), Digest(law.Replace(Limits, Tests + Limits, StringComparison.Ordinal)));
        Assert.Equal(Digest(law), Digest(law, "language: 1\n" + Tests));
        Assert.NotEqual(Digest(law), Digest(law, "language: 1\nparams: {}\n" + Tests));
        Assert.NotEqual(Digest(law), Digest(law.Replace("20", "21", StringComparison.Ordinal) + Tests));
    }

    static string Digest(params string[] texts)
    {
        var load = PolicyCompiler.Compile(
            [.. texts.Select((t, i) => new SourceText($"{i}.yaml", t))], new Dictionary<string, string>());
        Assert.True(load.IsValid, ProblemText.Print(load.Problems, load.Sources));
        return load.Policy.Version.Sha256;
    }
}
