using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests.Decisions;

public sealed class HostDeciderTests
{
    /// <summary>A host without its tenant network, whose pets Nova is resizing: they cannot be live-migrated.</summary>
    static Decision Decided(int cattle)
    {
        var segment = Asked.Segment(TimeSpan.FromMinutes(1), cattle, 1, Signal.TenantNetwork).Edit(host => host with
        {
            Instances = [.. host.Instances.Select(i => i.Name == "p1" ? i with { TaskState = "resize_prep" } : i)],
        });
        return Assert.Single(Decider.Decide(segment, InferenceRun.Over(segment, Asked.Default), Asked.Default, Asked.Options));
    }

    [Fact]
    public void Where_nothing_of_what_the_row_asks_can_be_done_it_is_held_and_said()
    {
        var hold = Assert.IsType<Decision.Hold>(Decided(cattle: 0));

        Assert.Equal(
            (HoldReason.NothingPossible, "the row asks live-migrate, nothing of which can be done now for p1"), (hold.Reason, hold.Because));
    }

    [Fact]
    public void A_conflict_is_told_even_if_nothing_gentler_can_be_done()
    {
        var hold = Assert.IsType<Decision.Hold>(Decided(cattle: 1));

        Assert.Equal(HoldReason.MixedHost, hold.Reason);
        Assert.EndsWith("p1 (resize_prep) cannot be live-migrated", hold.Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_plan_finishes_though_the_policy_in_force_sees_no_fault_unless_that_policy_made_it(bool isOfAnEarlierOne)
    {
        var snapshot = Some.Snapshot(Some.Now, Running(Some.SignalsWith(Signal.TenantNetwork), isOfAnEarlierOne ? "an earlier one" : Some.Policy().Version.ToString()));

        Assert.Equal(isOfAnEarlierOne, Decide(snapshot, Some.Policy()).Count == 0);
    }

    [Fact]
    public void A_plan_of_an_earlier_policy_is_withdrawn_when_all_is_well()
    {
        var snapshot = Some.Snapshot(Some.Now, Running(Some.SignalsWith(), "an earlier one"));

        Assert.IsType<Decision.Close>(Assert.Single(Decide(snapshot, Some.Policy())));
    }

    [Fact]
    public void What_begins_while_a_plan_of_an_earlier_policy_runs_begins_under_the_policy_in_force()
    {
        var policy = Asked.Policy(("max_fencing: {type: int, default: 2", "max_fencing: {type: int, default: 0"));
        var segment = Asked.Segment(TimeSpan.FromMinutes(1), 1, 0, Asked.Networks).Edit(host => host with
        {
            Incidents =
            [
                Some.Incident() with
                {
                    Host = MadeUpSegment.Host, Segment = host.Compute.Segment, Instance = new InstanceId("p1"), Plan = Some.Plan1,
                },
            ],
            Plans = [Some.Plan(Some.Step(1, StepKind.LiveMigrate).Start(Some.Now)) with { Policy = "an earlier one" }],
        });

        var hold = Assert.IsType<Decision.Hold>(Assert.Single(Decide(segment, policy), d => d.Subject.Instance is null));

        Assert.Equal(HoldReason.FencingLimit, hold.Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stronger_plan_that_is_held_leaves_the_one_that_runs_alone(bool disarmed)
    {
        var segment = Asked.Segment(TimeSpan.FromMinutes(1), 1, 0, Asked.Networks).Edit(host => host with
        {
            Incidents = [Some.Incident() with { Host = MadeUpSegment.Host, Segment = host.Compute.Segment, Plan = Some.Plan1, FaultSince = DateTimeOffset.UnixEpoch }],
            Plans = [Some.Plan(Some.Step(1, StepKind.RestartService).Start(Some.Now)) with { Strength = PlanStrength.Restart }],
        });
        segment = segment with { Operators = segment.Operators with { Disarmed = disarmed ? new Disarmed("ann", "work", Some.Now) : null } };

        var decisions = Decide(segment, Asked.Default);

        if (disarmed)
            Assert.Empty(decisions);
        else
            Assert.IsType<Decision.Recover>(Assert.Single(decisions));
    }

    static IReadOnlyList<Decision> Decide(ClusterSnapshot segment, RecoveryPolicy policy) =>
        Decider.Decide(segment, InferenceRun.Over(segment, policy), policy, Asked.Options);

    /// <summary>The host h3, and a plan on it of which nothing has begun.</summary>
    static HostView Running(HostSignals signals, string policy) => Some.Host(signals) with
    {
        Incidents = [Some.Incident() with { Plan = Some.Plan1 }],
        Plans = [Some.Plan(Some.Step(1, StepKind.LiveMigrate)) with { Policy = policy }],
    };
}
