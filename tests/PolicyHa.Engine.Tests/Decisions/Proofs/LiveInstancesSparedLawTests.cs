using PolicyHa.Engine.Decisions.Proofs;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Decisions.Proofs.Judged;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Decisions.Proofs;

public sealed class LiveInstancesSparedLawTests
{
    static readonly ProofInstance Told = Pet("p1", RecoveryAction.Notify);

    static LawRuling Ruling(ProofInstance instance, params PlanStep[] steps) =>
        new LiveInstancesSparedLaw().Judge(Scene(SomeRow, [instance], Recover(steps)));

    static PlanStep Move(int number, string name, params int[] after) =>
        Step(number, StepKind.LiveMigrate, after) with { Instance = Instance(name, "pet").Id };

    [Fact]
    public void A_pet_that_its_cell_only_tells_about_must_not_be_on_a_fenced_host()
    {
        var ruling = Ruling(Told, Step(1, StepKind.Fence));

        Assert.Contains("p1 (pet) lives, its cell asks notify", ruling.Broken, StringComparison.Ordinal);
        Assert.Contains("pets-win", ruling.Hint, StringComparison.Ordinal);
        Assert.Equal(1, ruling.Looked);
    }

    [Fact]
    public void Nor_one_whose_cell_asks_nothing() => Assert.NotNull(Ruling(Pet("p1"), Step(1, StepKind.Fence)).Broken);

    [Fact]
    public void The_fence_may_come_after_it_was_moved_away() =>
        Assert.Equal(new LawRuling(1), Ruling(Told, Move(1, "p1"), Step(2, StepKind.Notify, 1), Step(3, StepKind.Fence, 2)));

    [Fact]
    public void A_move_that_the_fence_does_not_wait_for_is_too_late() =>
        Assert.NotNull(Ruling(Told, Move(1, "p1"), Step(2, StepKind.Fence)).Broken);

    [Fact]
    public void To_move_another_one_does_not_help() =>
        Assert.NotNull(Ruling(Told, Move(1, "p2"), Step(2, StepKind.Fence, 1)).Broken);

    [Fact]
    public void Who_is_stopped_or_asks_for_the_fence_is_not_harmed()
    {
        Assert.Null(Ruling(Of(Instance("p1", "pet", VmState.Stopped), RecoveryAction.Notify), Step(1, StepKind.Fence)).Broken);
        Assert.Null(Ruling(Pet("p1", RecoveryAction.Fence, RecoveryAction.Evacuate), Step(1, StepKind.Fence)).Broken);
    }

    [Fact]
    public void A_plan_without_a_fence_is_not_looked_at() => Assert.Equal(new LawRuling(0), Ruling(Told, Step(1, StepKind.Notify)));

    [Fact]
    public void A_policy_that_lets_cattle_win_does_not_promise_it()
    {
        var law = new LiveInstancesSparedLaw();

        Assert.Equal("the policy says cattle-win (test.yaml:1:1)", law.WhyNotClaimed(Policy() with { MixedHosts = MixedHosts.CattleWin }));
        Assert.Null(law.WhyNotClaimed(Policy()));
    }
}
