using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Execution;

/// <summary>A fence mark is lifted by a re-admission. What gives a host back after work may have been asked before it was fenced.</summary>
public sealed class TakenBackTests
{
    static readonly StepOutcome Done = new StepOutcome.Done("Nova has it enabled");

    static readonly StepOutcome Skipped = new StepOutcome.Skipped("somebody else has disabled it");

    [Fact]
    public void A_re_admission_lifts_the_mark()
    {
        Assert.Equal([H3], Written(PlanStrength.ReAdmit, Done).FenceMarksLifted);
        Assert.Equal([H3], Written(PlanStrength.ReAdmit, Skipped).FenceMarksLifted);
    }

    [Fact]
    public void The_end_of_work_does_not()
    {
        Assert.Empty(Written(PlanStrength.Maintain, Done).FenceMarksLifted);
        Assert.Empty(Written(PlanStrength.Maintain, Skipped).FenceMarksLifted);
    }

    static StateChanges Written(PlanStrength strength, StepOutcome outcome)
    {
        var step = Step(1, StepKind.Enable).Start(Now);
        return StepScribe.Outcome(
            Plan(step) with { Strength = strength }, Incident(), step, outcome, new ExecutionOptions(), new SegmentLease(S1, "me", 1, After(60)), Now);
    }
}
