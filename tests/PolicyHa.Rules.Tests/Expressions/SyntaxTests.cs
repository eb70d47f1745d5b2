using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Tests.Expressions;

public sealed class SyntaxTests
{
    [Theory]
    [InlineData("", 0, "the expression is empty")]
    [InlineData("  // only a remark", 0, "the expression is empty")]
    [InlineData("1 +", 3, "a value is missing at the end")]
    [InlineData("1 2", 2, "'2' is not expected here")]
    [InlineData("(1", 2, "')' is missing")]
    [InlineData("[1, 2", 5, "']' is missing")]
    [InlineData("{'a' 1}", 5, "':' is missing after the key")]
    [InlineData("a = 1", 2, "'=' has no meaning here")]
    [InlineData("true & false", 5, "'&' has no meaning here")]
    [InlineData("'abc", 0, "the string is not closed")]
    [InlineData("'a\nb'", 0, "the string is not closed")]
    [InlineData(@"'\q'", 1, @"'\q' is not an escape")]
    [InlineData(@"'\ud800'", 1, "is not a Unicode character")]
    [InlineData(@"'\x4'", 1, "needs 2 hexadecimal digits")]
    [InlineData("1 ? 2", 5, "':' and the other case are missing")]
    [InlineData("while", 0, "'while' is a reserved word")]
    [InlineData("{'in': 1}.in", 10, "'in' cannot be a field name here")]
    [InlineData("has(1)", 4, "has() wants a field")]
    [InlineData("[1].all(1, true)", 8, "a variable name is wanted here")]
    [InlineData("[1].exists(x, x, true)", 14, "'x' stands twice")]
    [InlineData("9223372036854775808", 0, "is not a 64-bit number")]
    [InlineData("0x", 0, "is not a 64-bit number")]
    [InlineData("12ab", 0, "'12ab' is not a number")]
    [InlineData("1e999", 0, "is too large for a number")]
    [InlineData("1 @ 2", 2, "'@' has no meaning here")]
    public void A_slip_is_reported_once_and_where_it_is(string text, int offset, string message)
    {
        var problems = CelCompiler.CompileUnchecked(text, CelEnvironment.Empty).Problems;
        Assert.Equal(offset, problems[0].Offset);
        Assert.Contains(message, problems[0].Message, StringComparison.Ordinal);
        Assert.All(problems, p => Assert.InRange(p.Offset + p.Length, 1, text.Length + 1));
    }

    [Fact]
    public void Comments_and_line_ends_mean_nothing() =>
        CelTable.Verify("1 // one\n + // plus\r\n\t2", "3");

    [Fact]
    public void Reserved_words_may_be_field_names() => CelTable.Verify("{'while': 1}.while", "1");
}
