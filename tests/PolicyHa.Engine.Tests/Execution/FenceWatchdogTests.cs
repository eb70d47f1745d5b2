using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Tests.Execution;

/// <summary>The cases of self-node-remediation's own tests, and what of them may be configured.</summary>
public sealed class FenceWatchdogTests
{
    [Fact]
    public void As_installed_a_watchdog_of_ten_seconds_takes_130() => Assert.Equal(130, Bound(new FenceWatchdog(), 10));

    [Fact]
    public void Each_part_makes_it_longer() => Assert.Equal(
        351,
        Bound(
            new FenceWatchdog
            {
                CheckInterval = TimeSpan.FromSeconds(20),
                CheckTimeout = TimeSpan.FromSeconds(7),
                CheckFailures = 5,
                Peers = TimeSpan.FromSeconds(66),
                Margin = TimeSpan.FromSeconds(40),
            },
            110));

    [Fact]
    public void Asking_peers_and_the_reset_take_half_a_minute_at_least_whatever_is_configured() =>
        Assert.Equal(130, Bound(new FenceWatchdog { Peers = TimeSpan.Zero, Margin = TimeSpan.FromSeconds(1) }, 10));

    [Theory]
    [InlineData(131, 131)]
    [InlineData(129, 130)]
    [InlineData(0, 130)]
    public void A_bound_of_the_operators_counts_where_it_is_longer(int configured, int counts) =>
        Assert.Equal(counts, Bound(new FenceWatchdog { Bound = TimeSpan.FromSeconds(configured) }, 10));

    static double Bound(FenceWatchdog watchdog, int timeout) => watchdog.BoundFor(TimeSpan.FromSeconds(timeout)).TotalSeconds;
}
