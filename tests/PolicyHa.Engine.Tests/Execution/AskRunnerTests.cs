using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Execution;

/// <summary>A plan asks a person; the question stands for ten minutes.</summary>
public sealed class AskRunnerTests
{
    static readonly PlanStep Question = Step(1, StepKind.Ask) with { Timeout = TimeSpan.FromMinutes(10), TriesMax = 1 };

    readonly ClusterState state = new(new SignalBoard(1), []);

    Task<StepOutcome> RunAsync(PlanStep step, double at = 0, StepState next = StepState.Waiting)
    {
        var plan = Plan(step, Step(2, StepKind.Fence, 1) with { State = next }, Step(3, StepKind.ForceDown, 2) with { State = next });
        var scene = new StepScene(step, plan, Incident(), After(at), false, new ActionContext(plan.Incident, step.Id, 1));
        return new AskRunner(state, new ExecutionOptions()).RunAsync(scene, CancellationToken.None);
    }

    void Answer(bool yes, double at, string reason = "") =>
        state.Operators = state.Operators.Answer(new PlanAnswer(Question.Id, yes, "anna", reason, After(at)));

    [Fact]
    public async Task The_operators_are_told_once_what_would_be_done_and_how_to_answer()
    {
        var asked = Assert.IsType<StepOutcome.Pending>(await RunAsync(Question.Start(Now)));

        Assert.Equal(("answer-needed", AlertSeverity.Warning), (asked.Alert!.Type, asked.Alert.Severity));
        Assert.Equal(
            "h3: host-context/some-row asks before fence h3; force-down h3: policyha answer inc-1/1 1 yes|no --reason TEXT, "
                + "until 12:10:00 UTC; silence counts as no",
            asked.Alert.Summary);
        Assert.Null(Assert.IsType<StepOutcome.Pending>(await RunAsync(Question.Start(Now).Await(After(1), asked.Memo), 1)).Alert);
    }

    [Fact]
    public async Task A_yes_lets_the_plan_go_on_and_says_whose_it_was()
    {
        Answer(yes: true, at: 60);

        var done = Assert.IsType<StepOutcome.Done>(await RunAsync(Question.Start(Now), 61));

        Assert.Equal(("yes by anna", null), (done.Evidence, done.Proof));
    }

    [Fact]
    public async Task A_yes_is_good_for_as_long_as_the_question_was()
    {
        Answer(yes: true, at: 599);

        Assert.IsType<StepOutcome.Done>(await RunAsync(Question.Start(Now), 601));
        var late = Assert.IsType<StepOutcome.Failed>(await RunAsync(Question.Start(Now), 1_200));

        Assert.Contains("too long ago to act on it", late.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_ends_it_with_who_said_so_and_why()
    {
        Answer(yes: false, at: 60, "we are looking at it");

        var failed = Assert.IsType<StepOutcome.Failed>(await RunAsync(Question.Start(Now), 61));
        var over = Question.Start(Now).Fail(failed.Reason, After(61), failed.Keeps);

        Assert.Equal(("no by anna: we are looking at it", false), (failed.Reason, failed.Retryable));
        Assert.True(over.IsRefused);
    }

    [Fact]
    public async Task Silence_counts_as_no_and_is_nobodys_word()
    {
        var failed = Assert.IsType<StepOutcome.Failed>(await RunAsync(Question.Start(Now), 601));

        Assert.Equal("nobody answered within 10m, which counts as no", failed.Reason);
        Assert.False(Question.Start(Now).Fail(failed.Reason, After(601), failed.Keeps).IsRefused);
    }

    [Fact]
    public async Task A_question_that_nothing_waits_for_is_dropped()
    {
        Answer(yes: true, at: 1);

        Assert.IsType<StepOutcome.Skipped>(await RunAsync(Question.Start(Now), 2, StepState.Cancelled));
    }
}
