using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.State;

/// <summary>Which steps take an answer.</summary>
public sealed class QuestionsTests
{
    static readonly PlanStep Question = Step(1, StepKind.Ask).Start(Now);

    static string? WhyNot(PlanStep step, OperatorState? operators = null, double at = 1, StepState next = StepState.Waiting) => Questions.WhyNoAnswer(
        operators ?? OperatorState.Initial, Plan(step, Step(2, StepKind.Fence, 1) with { State = next }), step, After(at));

    [Fact]
    public void A_step_that_has_asked_takes_one() => Assert.Null(WhyNot(Question));

    [Fact]
    public void Nothing_else_does()
    {
        Assert.StartsWith("fence h3 is no question", WhyNot(Step(1, StepKind.Fence).Start(Now)), StringComparison.Ordinal);
        Assert.Equal("it has not been asked yet", WhyNot(Step(1, StepKind.Ask)));
        Assert.Equal("it is skipped: because", WhyNot(Question.Skip("because", Now)));
        Assert.Equal("its 1m were over at 12:01:00, and silence counts as no", WhyNot(Question, at: 60));
        Assert.Equal("nothing waits for it any more", WhyNot(Question, next: StepState.Cancelled));
    }

    [Fact]
    public void An_answer_is_given_once()
    {
        var answered = OperatorState.Initial.Answer(new PlanAnswer(Question.Id, false, "anna", "not now", Now));

        Assert.Equal("it has been answered: no by anna: not now; an answer is given once", WhyNot(Question, answered));
    }

    [Fact]
    public void Answers_that_no_plan_can_want_any_more_are_forgotten()
    {
        var old = OperatorState.Initial.Answer(new PlanAnswer(new StepId("old"), true, "anna", "", Now));

        var next = old.Answer(new PlanAnswer(Question.Id, true, "anna", "", Now.AddDays(1)));

        Assert.Equal([Question.Id], next.Answers.Select(a => a.Step));
        Assert.Equal(2, old.Answer(new PlanAnswer(Question.Id, true, "anna", "", Now.AddHours(23))).Answers.Count);
    }
}
