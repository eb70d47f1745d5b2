using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Plans;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Execution;

public sealed class StepReadinessTests
{
    static readonly ProofOfDeath Proof = new ProofOfDeath.PersonConfirmed(H3, "alice", Now);

    static PlanStep In(StepState state, int number, StepKind kind, params int[] after) => Step(number, kind, after) with { State = state };

    static int[] Due(RecoveryPlan plan) => [.. StepReadiness.Due(plan, Now).Select(s => s.Number)];

    static int[] Doomed(RecoveryPlan plan, ProofOfDeath? proof) => [.. StepReadiness.Doomed(plan, Incident(proof)).Select(d => d.Step.Number)];

    [Theory]
    [InlineData(StepState.Waiting, false)]
    [InlineData(StepState.Pending, false)]
    [InlineData(StepState.Failed, false)]
    [InlineData(StepState.Cancelled, false)]
    [InlineData(StepState.Done, true)]
    [InlineData(StepState.Skipped, true)]
    public void A_step_follows_only_what_is_done_or_was_not_needed(StepState before, bool may) =>
        Assert.Equal(may, Due(Plan(In(before, 1, StepKind.LiveMigrate), Step(2, StepKind.Fence, 1))).Contains(2));

    [Fact]
    public void People_are_told_whatever_came_of_the_steps_before() =>
        Assert.Equal([2], Due(Plan(In(StepState.Failed, 1, StepKind.RestartService), Step(2, StepKind.Notify, 1))));

    [Fact]
    public void A_step_that_waits_for_its_time_is_not_due_and_says_when()
    {
        var plan = Plan(Step(1, StepKind.Fence) with { NextAt = After(2) });
        Assert.Empty(Due(plan));
        Assert.Equal(After(2), StepReadiness.NextAt(plan, Now));
        Assert.Single(StepReadiness.Due(plan, After(2)));
    }

    [Theory]
    [InlineData(StepKind.ForceDown, true)]
    [InlineData(StepKind.ReserveHost, true)]
    [InlineData(StepKind.Evacuate, true)]
    [InlineData(StepKind.SwitchOn, true)]
    [InlineData(StepKind.LiveMigrate, true)]
    [InlineData(StepKind.Fence, false)]
    [InlineData(StepKind.Notify, false)]
    public void After_a_restart_what_rests_on_a_proof_or_may_harm_waits_until_everything_is_seen(StepKind kind, bool waits) =>
        Assert.Equal(waits, StepReadiness.WaitsForThePicture(Step(1, kind)));

    [Fact]
    public void Nothing_is_due_next_when_all_is_over() =>
        Assert.Null(StepReadiness.NextAt(Plan(In(StepState.Done, 1, StepKind.Fence)), Now));

    [Fact]
    public void A_failed_fence_dooms_everything_that_rests_on_it()
    {
        var plan = Plan(
            In(StepState.Failed, 1, StepKind.Fence), Step(2, StepKind.ForceDown, 1), Step(3, StepKind.Survey, 2), Step(4, StepKind.Evacuate, 3));
        Assert.Equal([2, 3, 4], Doomed(plan, null));
    }

    [Fact]
    public void Without_a_standing_proof_what_waits_after_the_fence_is_dropped()
    {
        var plan = Plan(In(StepState.Done, 1, StepKind.Fence), Step(2, StepKind.ForceDown, 1));
        Assert.Equal([2], Doomed(plan, null));
        Assert.Empty(Doomed(plan, Proof));
    }

    [Fact]
    public void While_the_fence_is_under_way_nothing_is_dropped() =>
        Assert.Empty(Doomed(Plan(In(StepState.Pending, 1, StepKind.Fence), Step(2, StepKind.ForceDown, 1)), null));

    [Fact]
    public void A_fence_follows_when_what_was_to_leave_has_left_though_it_came_up_wrong()
    {
        var plan = Plan(WrongAt("h1", StepKind.LiveMigrate), Step(2, StepKind.Fence, 1));
        Assert.Empty(Doomed(plan, null));
        Assert.Equal([2], Due(plan));
    }

    [Fact]
    public void Nothing_follows_that_is_about_the_instance_itself()
    {
        var plan = Plan(WrongAt("h1", StepKind.Migrate), Step(2, StepKind.Start, 1));
        Assert.Equal([2], Doomed(plan, null));
    }

    [Fact]
    public void A_host_is_switched_on_when_what_came_up_wrong_has_left_it()
    {
        var plan = Plan(In(StepState.Done, 1, StepKind.Fence), WrongAt("h1", StepKind.Evacuate) with { Number = 2 }, In(StepState.Done, 3, StepKind.Verify), Step(4, StepKind.SwitchOn, 3));
        Assert.Empty(Doomed(plan, Proof));
        Assert.Equal([4], Due(plan));
    }

    static PlanStep WrongAt(string host, StepKind kind) => In(StepState.Failed, 1, kind) with { Memo = new Dictionary<string, string> { ["on"] = host } };
}
