using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Tests.Policies;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("250ms", 0.25)]
    [InlineData("10s", 10)]
    [InlineData(" 5m ", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData("2d", 172_800)]
    [InlineData("3m52.108s", 232.108)]
    public void A_duration_is_read_as_operators_write_it(string text, double seconds)
    {
        Assert.True(Durations.TryParse(text, out var value));
        Assert.Equal(TimeSpan.FromSeconds(seconds), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("1.2.3s")]
    [InlineData("5 m")]
    [InlineData("10w")]
    [InlineData("99999999999d")]
    public void Anything_else_is_no_duration(string text) => Assert.False(Durations.TryParse(text, out _));

    [Theory]
    [InlineData("0s")]
    [InlineData("250ms")]
    [InlineData("1m30s")]
    [InlineData("26h")]
    [InlineData("1h0.5s")]
    public void The_text_of_a_duration_reads_back_the_same(string text)
    {
        Assert.True(Durations.TryParse(text, out var value));
        Assert.Equal(text, Durations.Text(value));
    }
}
