using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Running;

public sealed class FenceAlarmTests
{
    readonly FenceChecks checks = new();
    readonly FenceAlarm alarm;
    readonly ClusterSnapshot now = Snapshot(Now, View("h1"), View("h2"), View("h3"));

    public FenceAlarmTests() => alarm = new FenceAlarm(checks);

    [Fact]
    public void Nothing_is_told_while_nothing_is_wrong()
    {
        Assert.Null(Next());
        Found("h1", FenceStanding.Good);
        Found("h2", FenceStanding.ByWatchdogOnly);
        Assert.Null(Next());
    }

    [Fact]
    public void A_trouble_is_told_when_it_was_found_twice_and_once()
    {
        Found("h1", FenceStanding.Broken);
        Assert.Null(Next());
        Found("h1", FenceStanding.Broken);

        var alert = Next()!;

        Assert.Equal(("fencing-broken", AlertSeverity.Warning, "segment/s1/fencing"), (alert.Type, alert.Severity, alert.Key));
        Assert.Equal("segment s1: 1 of 3 hosts could not be fenced as they should: h1: HTTP 401", alert.Summary);
        Assert.Null(Next());
        Found("h1", FenceStanding.Broken);
        Assert.Null(Next());
    }

    [Fact]
    public void A_missing_device_is_told_at_once_and_the_worst_come_first()
    {
        Found("h1", FenceStanding.Weak, times: 2);
        Found("h3", FenceStanding.NoDevice);

        Assert.EndsWith(
            "2 of 3 hosts could not be fenced as they should: h3: no fencing device is configured for it; h1: only by level 2; level 1: HTTP 401", Next()!.Summary,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Another_host_is_news_and_one_less_is_not()
    {
        Found("h1", FenceStanding.Broken, times: 2);
        var first = Next()!;
        Found("h2", FenceStanding.Broken, times: 2);
        var second = Next()!;
        Assert.Equal(first.Incident, second.Incident);
        Assert.Contains("2 of 3", second.Summary, StringComparison.Ordinal);

        Found("h2", FenceStanding.Good);
        Assert.Null(Next());
    }

    [Fact]
    public void The_end_is_told_once_and_not_before_the_last_trouble_is_over()
    {
        Found("h1", FenceStanding.Broken, times: 2);
        var begun = Next()!;
        Found("h1", FenceStanding.Good);
        Found("h2", FenceStanding.Broken);
        Assert.Null(Next());
        Found("h2", FenceStanding.Good);

        var over = Next()!;

        Assert.Equal(("fencing-works", AlertSeverity.Ok, begun.Incident), (over.Type, over.Severity, over.Incident));
        Assert.Null(Next());
        Found("h1", FenceStanding.Broken, times: 2);
        Assert.NotNull(Next());
    }

    Alert? Next()
    {
        var alert = alarm.Next(now, out var hosts);
        if (alert is not null)
            alarm.Committed(S1, alert, hosts);
        return alert;
    }

    void Found(string host, FenceStanding standing, int times = 1)
    {
        string? trouble = standing is FenceStanding.Broken or FenceStanding.Weak ? "HTTP 401" : null;
        List<LevelCheck> levels = standing == FenceStanding.Weak ? [new(1, [], trouble), new(2, [], null)] : [new(1, [], trouble)];
        for (var i = 0; i < times; i++)
            checks.Add(new FenceCheck(new HostName(host), Now, standing, levels, 1));
    }

    static HostView View(string name) => Host(SignalsWith()) with { Compute = Compute(name) };
}
