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
        Assert.Equal(2, limits.All.OfType<FenceLimit.Slots>().Single().At.Line);
    }

    [Fact]
    public void What_a_file_does_not_limit_is_limited_all_the_same() =>
        Assert.Equal(PolicyLimits.Standard, Compile("").Limits);

    [Theory]
    [InlineData("{name: fences-per-round, max: params.four, window: params.again}", LimitScope.Cloud, "max 4 in 3m")]
    [InlineData("{name: mine, action: fence, per: host.zone, max: 4, window: 1m, over: defer}", LimitScope.Zone, "max 4 in 1m")]
    [InlineData("{name: mine, action: fence, per: host.rack, max: 4, over: hold-and-notify}", LimitScope.Rack, "budget 4")]
    [InlineData("{name: mine, action: fence, per: host.rack, max: 4, over: defer}", LimitScope.Rack, "slots 4")]
    [InlineData("{name: domain-budget, metadata: spare}", LimitScope.Aggregate, "budget of spare")]
    [InlineData("{name: storm, per: cloud, max-share: 10, memory: 2h, cool-down: 5m}", LimitScope.Cloud, "share 10 2h 5m")]
    [InlineData("{name: cliff, max-share: 60, rounds: 2, window: 30s}", LimitScope.Segment, "cliff 60 2x30s")]
    [InlineData("{name: zone-storm, max-share: 20}", LimitScope.Zone, "share 20 1h 30s")]
    [InlineData("{name: quarantine, max: params.four, cool-down: 30m}", LimitScope.Host, "4 falls in 1h, 30m")]
    public void A_limit_is_known_by_what_it_says(string line, LimitScope per, string meaning)
    {
        var limit = Compile($"limits:\n- {line}").Limits.All[^1];

        Assert.Equal((per, meaning), (limit.Per, Meaning(limit)));
    }

    [Fact]
    public void A_limit_of_ones_own_stands_beside_the_built_in_one_unless_it_says_the_same()
    {
        var beside = Compile("limits:\n- {name: zones, action: fence, per: host.zone, max-share: 20, over: hold-and-notify}").Limits;
        var instead = Compile("limits:\n- {name: mine, action: fence, per: host.segment, max-share: 20, over: hold-and-notify}").Limits;

        Assert.Equal(["storm", "zones"], beside.All.OfType<FenceLimit.Share>().Select(l => l.Name));
        Assert.Equal(["mine"], instead.All.OfType<FenceLimit.Share>().Select(l => l.Name));
    }

    static string Meaning(FenceLimit limit) => limit switch
    {
        FenceLimit.Slots slots => $"slots {slots.Max}",
        FenceLimit.Rate rate => $"max {rate.Max} in {Durations.Text(rate.Window)}",
        FenceLimit.Budget budget => budget.Max is { } max ? $"budget {max}" : $"budget of {budget.Metadata}",
        FenceLimit.Share share => $"share {share.Percent} {Durations.Text(share.Memory)} {Durations.Text(share.CoolDown)}",
        FenceLimit.Cliff cliff => $"cliff {cliff.Percent} {cliff.Rounds}x{Durations.Text(cliff.Round)}",
        FenceLimit.Quarantine quarantine =>
            $"{quarantine.Falls} falls in {Durations.Text(quarantine.Window)}, {Durations.Text(quarantine.Lasts)}",
        _ => "",
    };

    [Fact]
    public void A_policy_says_when_a_host_is_a_target_and_what_to_do_without_one()
    {
        var targets = Compile("targets: {healthy-delay: params.again, when-none: fence}").Targets;

        Assert.Equal((TimeSpan.FromMinutes(3), true), (targets.HealthyDelay, targets.FenceWithoutTarget));
        Assert.Equal(TargetPolicy.Standard, Compile("").Targets);
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

    [Fact]
    public void An_incident_is_old_after_two_days_and_then_daily_where_the_policy_says_nothing_else()
    {
        var (standard, said) = (Compile("").Escalation, Compile("escalation: [{on: incident-old, after: 1h, again-every: 20m}]").Escalation);

        Assert.Equal((TimeSpan.FromHours(48), TimeSpan.FromHours(24)), (standard.OldAfter, standard.OldEvery));
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromMinutes(20)), (said.OldAfter, said.OldEvery));
    }

    [Theory]
    [InlineData("on: incident-old, after: 1m", "HA206")]
    [InlineData("on: incident-old, again-every: 8d", "HA206")]
    [InlineData("on: incident-old, remind-every: 1h", "HA106")]
    [InlineData("on: incident-old, then: evacuate", "HA402")]
    [InlineData("on: fence-failed, after: 1h", "HA106")]
    public void What_age_cannot_mean_is_refused(string line, string code) => Assert.Contains(
        Policies.Load($"escalation: [{{{line}}}]\n" + RulePolicies.Text("")).Problems, p => p.Code == code);

    static RecoveryPolicy Compile(string more) => Policies.Compile(
        more + "\n" + RulePolicies.Text("", "params: {four: {type: int, default: 4}, again: {type: duration, default: 3m}}"));
}
