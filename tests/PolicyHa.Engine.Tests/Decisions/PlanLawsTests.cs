using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Plans;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Decisions;

public sealed class PlanLawsTests
{
    static void Refuses(string because, params PlanStep[] steps)
    {
        var broken = Assert.Throws<InvariantBrokenException>(() => PlanLaws.Checked(Plan(steps)));
        Assert.Contains(because, broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_recovery_is_lawful()
    {
        var plan = Plan(
            Step(1, StepKind.LiveMigrate), Step(2, StepKind.Fence, 1), Step(3, StepKind.ForceDown, 2), Step(4, StepKind.Survey, 3),
            Step(5, StepKind.Evacuate, 4));
        Assert.Same(plan, PlanLaws.Checked(plan));
    }

    [Theory]
    [InlineData(StepKind.Evacuate)]
    [InlineData(StepKind.ForceDown)]
    [InlineData(StepKind.Survey)]
    public void Nothing_that_needs_a_dead_host_stands_without_a_fence(StepKind kind) =>
        Refuses("fence comes before", Step(1, StepKind.Notify), Step(2, kind, 1));

    [Fact]
    public void An_evacuation_beside_the_fence_is_refused_too() =>
        Refuses("fence comes before", Step(1, StepKind.Fence), Step(2, StepKind.Evacuate));

    [Theory]
    [InlineData(StepKind.LiveMigrate)]
    [InlineData(StepKind.Migrate)]
    [InlineData(StepKind.RestartService)]
    [InlineData(StepKind.Reboot)]
    public void Nothing_that_needs_a_live_host_follows_a_fence(StepKind kind) =>
        Refuses("needs a live host", Step(1, StepKind.Fence), Step(2, StepKind.Notify, 1), Step(3, kind, 2));

    [Fact]
    public void Nothing_is_started_that_the_plan_has_not_stopped()
    {
        var (one, another) = (new Facts.InstanceId("i-1"), new Facts.InstanceId("i-2"));
        Refuses("a stop comes before", Step(1, StepKind.Notify), Step(2, StepKind.Start, 1) with { Instance = one });
        Refuses("a stop comes before", Step(1, StepKind.Stop) with { Instance = another }, Step(2, StepKind.Start, 1) with { Instance = one });
        var lawful = Plan(Step(1, StepKind.Stop) with { Instance = one }, Step(2, StepKind.Start, 1) with { Instance = one });
        Assert.Same(lawful, PlanLaws.Checked(lawful));
    }

    [Fact]
    public void A_step_rests_on_earlier_steps_only()
    {
        Refuses("rests on earlier steps", Step(1, StepKind.Notify, 2), Step(2, StepKind.Notify));
        Refuses("rests on earlier steps", Step(2, StepKind.Notify, 1));
    }

    [Fact]
    public void Nothing_but_the_telling_stands_beside_a_question()
    {
        Refuses("nothing is done before the question", Step(1, StepKind.Ask), Step(2, StepKind.Fence));
        Refuses("nothing is done before the question", Step(1, StepKind.RestartService), Step(2, StepKind.Ask, 1), Step(3, StepKind.LiveMigrate, 2));
        var lawful = Plan(Step(1, StepKind.Ask), Step(2, StepKind.LiveMigrate, 1), Step(3, StepKind.Fence, 2), Step(4, StepKind.Notify));
        Assert.Same(lawful, PlanLaws.Checked(lawful));
    }

    [Fact]
    public void A_plan_without_steps_is_none() => Refuses("has steps");
}
