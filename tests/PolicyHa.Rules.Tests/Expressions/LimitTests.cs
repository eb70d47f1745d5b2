using System.Text;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Tests.Expressions;

/// <summary>Whatever somebody writes, loading and evaluating end soon and without an exception.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("!", "true", "")]
    [InlineData("true ? 1 : ", "2", "")]
    [InlineData("[1].map(x, ", "x", ")")]
    [InlineData("", "1", " + 1")]
    [InlineData("", "{'a': 1}", ".a")]
    [InlineData("size(", "'a'", ")")]
    public void Deep_nesting_is_refused_and_twenty_levels_are_not(string before, string inner, string after)
    {
        Assert.True(Compile(20).IsValid);
        Assert.Equal("limit", Assert.Single(Compile(300).Problems).Code);

        CelResult Compile(int depth) => CelCompiler.CompileUnchecked(
            string.Concat(Enumerable.Repeat(before, depth)) + inner + string.Concat(Enumerable.Repeat(after, depth)),
            CelEnvironment.Empty);
    }

    [Fact]
    public void Long_chains_of_and_and_or_are_not_deep() =>
        CelTable.Verify(string.Join(" || ", Enumerable.Repeat("false", 300)), "false");

    [Fact]
    public void Too_long_a_text_or_literal_is_refused()
    {
        Assert.Equal("limit", Assert.Single(FleetSchema.Compile(new string(' ', 5_000)).Problems).Code);
        Assert.Equal("limit", Assert.Single(FleetSchema.Compile($"[{string.Join(',', Enumerable.Repeat("1", 300))}]").Problems).Code);
    }

    [Theory]
    [InlineData("l.all(a, l.all(b, true))")]
    [InlineData("l.exists(a, l.exists(b, false)) || true")]
    [InlineData("cel.bind(a, l + l, cel.bind(b, a + a, cel.bind(c, b + b, cel.bind(d, c + c, cel.bind(e, d + d, size(e + e + e + e + e))))))")]
    public void An_evaluation_that_takes_too_many_steps_is_an_error_that_nothing_absorbs(string text)
    {
        var environment = CelEnvironment.Empty.With("l", CelType.Dyn);
        var activation = environment.NewActivation().Set("l", CelValue.Of(Enumerable.Repeat(CelValue.True, 2_000).ToArray()));
        var value = CelCompiler.CompileUnchecked(text, environment).Program!.Evaluate(activation);
        Assert.Contains("more than 100000 steps", value.Error.Message, StringComparison.Ordinal);

        var small = CelCompiler.CompileUnchecked("l.all(a, a)", environment).Program!;
        Assert.True(small.Evaluate(activation).IsTrue, "the next evaluation starts with a full budget");
    }

    [Fact]
    public void An_expression_cannot_build_an_endless_text()
    {
        var doubled = "'0123456789abcdef'";
        for (var i = 0; i < 20; i++)
            doubled = $"{doubled}.replace('', '0123456789abcdef')";
        CelTable.Verify(doubled, "error: characters, 65536 are allowed");
    }

    [Fact]
    public void The_worst_case_is_known_before_it_happens()
    {
        Assert.InRange(FleetSchema.Compile("host.instances.all(i, i.boot == 'volume')").Program!.WorstCost, 500, 5_000);
        Assert.InRange(FleetSchema.Compile("host.busy").Program!.WorstCost, 1, 5);
        Assert.Equal("limit", Assert.Single(FleetSchema.Compile("hosts.all(h, h.zones.all(z, z != ''))").Problems).Code);
    }

    [Theory]
    [InlineData(20_261_121)]
    [InlineData(7)]
    public void Garbage_is_answered_and_never_throws(int seed)
    {
        var random = new Random(seed);
        string[] pieces =
        [
            "host", "hosts", ".", "admin_network", "id", "'down'", "\"", "'", "(", ")", "[", "]", "{", "}", ",", ":", "?", "&&", "||",
            "!", "-", "+", "*", "/", "%", "<", ">=", "==", "!=", "in", "1", "0", "1.5", "7u", "9223372036854775807", "true", "null",
            "all(", "exists(x,", "map(x,", "filter(x,", "has(", "x", "size(", "matches('", "duration('1s')", "timestamp('", "dyn(",
            " ", "\n", "//", "\\", "\u0000", "\ud800", "😀", "`", "cel.bind(x,", "math.greatest(", ".format([", "'%s%.9f%'", "r'",
            "'''", "b'", "Foo{", "@", "0x", "1e", "..", ".?",
        ];
        for (var i = 0; i < 4_000; i++)
        {
            var text = new StringBuilder();
            for (var n = random.Next(1, 25); n > 0; n--)
                text.Append(pieces[random.Next(pieces.Length)]);
            Try(text.ToString());
        }
    }

    [Fact]
    public void Every_beginning_of_a_good_expression_is_answered()
    {
        const string good = "hosts.exists(h, h.id == host.id && [1, 2].map(x, x * 2) == [2, 4])"
            + " ? {'a': r'\\d'}.a.matches('^x$') : has(host.rack)";
        for (var length = 0; length <= good.Length; length++)
            Try(good[..length]);
    }

    static void Try(string text)
    {
        foreach (var result in new[] { FleetSchema.Compile(text), CelCompiler.CompileUnchecked(text, FleetSchema.Environment) })
        {
            Assert.All(result.Problems, p =>
                Assert.True(p.Offset >= 0 && p.Offset <= text.Length && p.Length > 0, $"{p} in {text}"));
            Assert.NotEqual(result.IsValid, result.Problems.Count > 0);
            if (result.IsValid)
                Assert.NotNull(result.Program.Evaluate(FleetSchema.Activation()).ToString());
        }
    }
}
