using PolicyHa.Engine.Decisions.Proofs;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Tests.Inference;

namespace PolicyHa.Engine.Tests.Decisions.Proofs;

public sealed class PolicyProofTests
{
    static readonly Lazy<ProofReport> Shipped = new(() => Thin(Asked.Default, ProofHints.None));

    /// <summary>The first of the shipped classes.</summary>
    const string Classes = "- {class: none, when: \"!instance.ha_enabled\"}";

    /// <summary>Of a space that is thinned out as far as it goes.</summary>
    static ProofReport Thin(RecoveryPolicy policy, ProofHints hints) => PolicyProof.Of(policy, Asked.Options, hints, 1);

    [Fact]
    public void The_shipped_policy_keeps_every_law()
    {
        Assert.All(Shipped.Value.Laws, l =>
        {
            Assert.True(l.Outcome == LawOutcome.Proved, $"{l.Title}: {l.CounterExample}");
            Assert.True(l.Looked > 1_000, $"{l.Title} looked at {l.Looked} {l.LooksAt}");
        });
        Assert.False(Shipped.Value.IsRefuted);
    }

    [Fact]
    public void A_proof_says_what_it_looked_at_and_what_not()
    {
        var coverage = Shipped.Value.Coverage;

        Assert.Equal((1024, 8), (coverage.Statuses, coverage.Contents.Count));
        Assert.All((string[])["9.999s", "10s", "4m59.999s", "5m"], a => Assert.Contains(a, coverage.Ages.Select(Durations.Text)));
        Assert.Empty(coverage.NotReached);
        Assert.Contains("power and cluster: unknown throughout, no condition asks", coverage.Bounds);

        Assert.True(coverage.Situations > 1024 * coverage.Ages.Count * 8 * 2, "each content in and out of maintenance, and faults besides");
    }

    [Fact]
    public void Where_cattle_win_nobody_promises_that_pets_are_spared()
    {
        var policy = Asked.Policy(("mixed-hosts: drain-then-fence\n", "mixed-hosts: cattle-win\n"), (Classes, "- {class: cattle, when: \"instance.ha_enabled\"}"));

        var law = Thin(policy, ProofHints.None).Laws.Single(l => l.Name == "live-instances-spared");

        Assert.Equal((LawOutcome.NotClaimed, 0), (law.Outcome, law.Looked));
        Assert.Matches(@"^the policy says cattle-win \(edited.yaml:\d+:\d+\)$", law.WhyNotClaimed);
    }

    [Fact]
    public void Classes_are_reached_by_the_words_of_the_policy()
    {
        var policy = Asked.Policy((Classes, "- {class: none, when: \"instance.flavor != 'golden'\"}"));
        var words = ProofHints.None with { Words = ["silver", "golden"] };

        var (blind, seeing) = (Thin(policy, ProofHints.None), Thin(policy, words));

        Assert.Equal(["nothing protected"], blind.Coverage.Contents);
        Assert.Contains("cattle", blind.Coverage.NotReached);
        Assert.All(blind.Laws, l => Assert.Equal(LawOutcome.NotClaimed, l.Outcome));
        Assert.All(seeing.Laws, l => Assert.Equal(LawOutcome.Proved, l.Outcome));
        Assert.Contains("cattle", seeing.Coverage.Contents);
    }

    [Fact]
    public void The_smallest_counter_example_is_shown()
    {
        var fails = new TestRule
        {
            Name = "no-tenant",
            Scope = FactScope.Segment,
            Given = [KnownKinds.Host],
            Does = (facts, conclusions) =>
            {
                foreach (var host in facts.Of(KnownKinds.Host))
                {
                    if (host.Tenant == SignalStatus.Unknown)
                        conclusions.Fail([], "cannot be asked");
                }
            },
        };

        var report = PolicyProof.Of(Some.Policy(fails), Asked.Options);

        var law = report.Laws.Single(l => l.Name == "everyone-decided");
        Assert.True(report.IsRefuted);
        Assert.Equal(LawOutcome.Refuted, law.Outcome);
        Assert.Equal("tenant unknown, the others up, for 24h", law.CounterExample!.Signals);
        Assert.Contains("rule no-tenant", law.CounterExample.Broken, StringComparison.Ordinal);
        Assert.Contains("cattle", report.Coverage.NotReached);
    }

    [Fact]
    public void What_a_condition_asks_of_power_and_cluster_is_varied()
    {
        var report = PolicyProof.Of(Some.Policy(), Asked.Options, ProofHints.None with { Power = true });

        Assert.Equal(3 * 1024, report.Coverage.Statuses);
        Assert.Contains("power", report.Coverage.Signals);
        Assert.Contains("cluster: unknown throughout, no condition asks", report.Coverage.Bounds);
    }

    [Fact]
    public void What_is_thinned_out_is_said()
    {
        var both = ProofHints.None with { Power = true, Cluster = true };
        var (whole, thin) = (PolicyProof.Of(Some.Policy(), Asked.Options, both), Thin(Some.Policy(), both));

        Assert.Equal((9 * 1024, 5 * 1024), (whole.Coverage.Statuses, thin.Coverage.Statuses));
        Assert.True(thin.Coverage.Situations < whole.Coverage.Situations);
        Assert.DoesNotContain(whole.Coverage.Bounds, b => b.StartsWith("too many", StringComparison.Ordinal));
        Assert.Equal(2, thin.Coverage.Bounds.Count(b => b.StartsWith("too many", StringComparison.Ordinal)));
    }
}
