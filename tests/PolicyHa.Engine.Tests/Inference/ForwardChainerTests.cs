using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Tests.Inference;

public sealed class ForwardChainerTests
{
    static FactSet From(int number)
    {
        var facts = new FactSet();
        facts.Add(new Counted(number));
        return facts;
    }

    static Rule CountTo(int max, int stratum = 0) => new("count", stratum, facts =>
        facts.Of<Counted>().Where(c => c.Number < max).Select(c => new Conclusion(new Counted(c.Number + 1), [c])));

    static Rule Sum(int stratum, string name = "sum") => new(name, stratum, facts =>
        [new Conclusion(new Counted(1000 + facts.Of<Counted>().Count(c => c.Number < 1000)), [])]);

    [Fact]
    public void Rules_run_until_nothing_new_follows()
    {
        var facts = From(1);
        var firings = ForwardChainer.Run([CountTo(5)], facts, 100);
        Assert.Equal([2, 3, 4, 5], firings.Select(f => ((Counted)f.Fact).Number));
        Assert.Equal(5, facts.Count);
    }

    [Fact]
    public void A_lower_stratum_is_finished_before_a_higher_one_starts_however_they_are_listed()
    {
        var firings = ForwardChainer.Run([Sum(stratum: 1), CountTo(5)], From(1), 100);
        Assert.Equal(new Counted(1005), firings[^1].Fact);
    }

    [Fact]
    public void Within_a_stratum_rules_fire_in_the_order_they_are_given()
    {
        var firings = ForwardChainer.Run([Sum(0, "first"), Sum(0, "second")], From(1), 100);
        Assert.Equal("first", Assert.Single(firings).Rule);     // the second derives the same fact: nothing new
    }

    [Fact]
    public void A_firing_names_its_support() =>
        Assert.Equal([new Counted(1)], ForwardChainer.Run([CountTo(2)], From(1), 100)[0].Support);

    [Fact]
    public void A_rule_that_feeds_itself_is_stopped_and_named()
    {
        var broken = Assert.Throws<RulesDidNotSettleException>(() => ForwardChainer.Run([CountTo(int.MaxValue)], From(1), 10_000));
        Assert.Equal(ForwardChainer.RoundsMax, broken.Firings.Count);
        Assert.Contains("by count", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_multiplies_facts_is_stopped_by_their_number()
    {
        var broken = Assert.Throws<RulesDidNotSettleException>(() => ForwardChainer.Run([CountTo(int.MaxValue)], From(1), 20));
        Assert.Equal(20, broken.Firings.Count);
    }

    sealed record Counted(int Number) : Fact(Some.H3)
    {
        public override string Text => $"Counted({Number})";
    }

    sealed class Rule(string name, int stratum, Func<FactSet, IEnumerable<Conclusion>> derive) : IRule
    {
        public string Name => name;

        public RuleSource Source => RuleSource.BuiltIn;

        public int Stratum => stratum;

        public IEnumerable<Conclusion> Derive(FactSet facts) => derive(facts);
    }
}
