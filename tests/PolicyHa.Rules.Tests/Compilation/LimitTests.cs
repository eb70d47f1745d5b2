using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Tests.Matching;

namespace PolicyHa.Rules.Tests.Compilation;

/// <summary>Limits, sinks and escalation.</summary>
public class LimitTests
{
    [Theory]
    [InlineData("{name: fencing-per-segment, max: 4}", "{name: storm, max-share: 25}")]
    [InlineData("{name: mine, action: fence, per: host.segment, max: params.four, order: [fault.since], over: defer}",
        "{name: share, action: fence, per: host.segment, max-share: 25, counting: [fenced, down, in-flight], over: hold-and-notify}")]
    public void Limits_have_a_short_form_and_a_long_one(string max, string share)
    {
        var limits = Compile($"limits:\n- {max}\n- {share}").Limits;

        Assert.Equal((4, 25), (limits.FencingPerSegmentMax, limits.StormSharePercent));
        Assert.Equal(2, limits.FencingAt.Line);
    }

    [Fact]
    public void Sinks_are_told_apart_by_how_bad_it_is()
    {
        var notify = Compile("notify:\n  operators: [nagios, sensu]\n  critical: [nagios, webhook:oncall]").Notify;

        Assert.Equal(["nagios", "sensu"], notify.Operators!);
        Assert.Equal(["nagios", "webhook:oncall"], notify.Critical!);
        Assert.Equal(NotifyRoutes.Everywhere, Compile("").Notify);
    }

    [Fact]
    public void A_failed_fence_is_tried_again_after_a_while()
    {
        var policy = Compile("escalation:\n- {on: fence-failed, again-every: params.again, then: notify critical}");

        Assert.Equal(TimeSpan.FromMinutes(3), policy.Escalation.FenceRetryAfter);
        Assert.Null(Compile("").Escalation.FenceRetryAfter);
    }

    [Fact]
    public void Operators_are_reminded_of_a_host_that_waits_for_a_proof()
    {
        Assert.Equal(TimeSpan.FromHours(1), Compile("escalation: [{on: fence-failed, remind-every: 1h}]").Escalation.RemindEvery);
        Assert.Equal(TimeSpan.FromMinutes(15), Compile("").Escalation.RemindEvery);
    }

    [Theory]
    [InlineData("1s", "HA206")]
    [InlineData("2d", "HA206")]
    [InlineData("often", "HA205")]
    public void They_are_not_reminded_all_the_time_or_never(string every, string code) => Assert.Contains(
        Policies.Load($"escalation: [{{on: fence-failed, remind-every: {every}}}]\n" + RulePolicies.Text("")).Problems, p => p.Code == code);

    static RecoveryPolicy Compile(string more) => Policies.Compile(
        more + "\n" + RulePolicies.Text("", "params: {four: {type: int, default: 4}, again: {type: duration, default: 3m}}"));
}
