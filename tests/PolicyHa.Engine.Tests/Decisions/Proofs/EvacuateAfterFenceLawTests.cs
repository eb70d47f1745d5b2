using PolicyHa.Engine.Decisions.Proofs;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using static PolicyHa.Engine.Tests.Decisions.Proofs.Judged;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Decisions.Proofs;

public sealed class EvacuateAfterFenceLawTests
{
    static LawRuling Ruling(params PlanStep[] steps) => new EvacuateAfterFenceLaw().Judge(Scene(Recover(steps)));

    [Fact]
    public void An_evacuation_that_waits_for_the_fence_by_way_of_others_keeps_it()
    {
        var ruling = Ruling(
            Step(1, StepKind.Fence), Step(2, StepKind.ForceDown, 1), Step(3, StepKind.Survey, 2), Step(4, StepKind.Evacuate, 3));

        Assert.Equal(new LawRuling(1), ruling);
    }

    [Theory]
    [InlineData(StepKind.Evacuate)]
    [InlineData(StepKind.ForceDown)]
    [InlineData(StepKind.Survey)]
    public void What_needs_a_dead_host_and_stands_beside_the_fence_breaks_it(StepKind kind)
    {
        var ruling = Ruling(Step(1, StepKind.Fence), Step(2, StepKind.Notify), Step(3, kind, 2));

        Assert.Contains("does not wait for the fence of h3", ruling.Broken, StringComparison.Ordinal);
        Assert.Equal(1, ruling.Looked);
        Assert.NotNull(ruling.Hint);
    }

    [Fact]
    public void The_fence_of_another_host_proves_nothing() => Assert.NotNull(
        Ruling(Step(1, StepKind.Fence) with { Host = new HostName("h4") }, Step(2, StepKind.Evacuate, 1)).Broken);

    [Fact]
    public void Steps_that_wait_for_each_other_break_it_and_end() => Assert.NotNull(
        Ruling(Step(1, StepKind.Fence), Step(2, StepKind.Evacuate, 3), Step(3, StepKind.Survey, 2)).Broken);

    [Fact]
    public void A_plan_that_only_tells_is_not_looked_at() => Assert.Equal(new LawRuling(0), Ruling(Step(1, StepKind.Notify)));

    [Fact]
    public void A_plan_that_the_decider_itself_refused_breaks_it_and_rules_that_cannot_be_run_make_none()
    {
        var law = new EvacuateAfterFenceLaw();

        Assert.Equal("refused", law.Judge(Scene() with { Refused = "refused" }).Broken);
        Assert.Null(law.Judge(Scene() with { Broken = "division by zero" }).Broken);
    }
}
