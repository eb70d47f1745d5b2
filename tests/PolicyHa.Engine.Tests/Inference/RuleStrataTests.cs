using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;

namespace PolicyHa.Engine.Tests.Inference;

public sealed class RuleStrataTests
{
    static readonly FactKind<Told> A = Told.KindOf("A", 16);
    static readonly FactKind<Told> B = Told.KindOf("B", 17);
    static readonly FactKind<Told> C = Told.KindOf("C", 18);

    [Fact]
    public void A_rule_that_only_reads_stands_beside_the_one_that_derives() =>
        Assert.Equal([0, 0], RuleStrata.Of([TestRule.From(A, B), TestRule.From(B, C)]));

    [Fact]
    public void A_rule_that_asks_for_absence_stands_above_all_that_derive_it() =>
        Assert.Equal([1, 0, 0], RuleStrata.Of([TestRule.From(B, C) with { Awaited = [B] }, TestRule.From(A, B), TestRule.From(A, B)]));

    [Fact]
    public void A_rule_of_another_scope_stands_above_what_it_reads() =>
        Assert.Equal([0, 1], RuleStrata.Of([TestRule.From(A, B), TestRule.From(B, C) with { Scope = FactScope.Segment }]));

    [Fact]
    public void Rules_may_feed_each_other_as_long_as_nobody_has_to_wait() =>
        Assert.Equal([0, 0], RuleStrata.Of([TestRule.From(A, B), TestRule.From(B, A)]));

    [Fact]
    public void Rules_that_wait_for_each_other_are_told_with_the_whole_circle()
    {
        TestRule[] rules =
        [
            TestRule.From(KnownKinds.Host, A) with { Name = "outside" },
            TestRule.From(A, B) with { Name = "first" },
            TestRule.From(B, C) with { Name = "second", Awaited = [B] },
            TestRule.From(C, A) with { Name = "third" },
        ];

        var circle = Assert.Throws<RulesInCircleException>(() => RuleStrata.Of(rules)).Circle;

        Assert.Equal(["first", "second", "third"], circle.Select(c => c.Reader.Name).Order());
        Assert.All(circle.Zip(circle.Skip(1).Append(circle[0])), pair => Assert.Equal(pair.First.Source, pair.Second.Reader));
        Assert.Equal("second", Assert.Single(circle, c => c.IsStrict).Reader.Name);
    }
}
