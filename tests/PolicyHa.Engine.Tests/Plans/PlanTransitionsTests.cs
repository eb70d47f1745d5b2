using PolicyHa.Engine.Plans;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Plans;

public sealed class PlanTransitionsTests
{
    static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    static readonly Dictionary<string, (Func<PlanStep, PlanStep> Move, StepState To, StepState[] From)> Moves = new()
    {
        ["start"] = (s => s.Start(Now), StepState.Started, [StepState.Waiting]),
        ["await"] = (s => s.Await(Now, Nothing), StepState.Pending, [StepState.Started, StepState.Pending]),
        ["finish"] = (s => s.Finish("seen", Now), StepState.Done, [StepState.Started, StepState.Pending]),
        ["skip"] = (s => s.Skip("gone", Now), StepState.Skipped, [StepState.Waiting, StepState.Started, StepState.Pending]),
        ["fail"] = (s => s.Fail("no", Now), StepState.Failed, [StepState.Started, StepState.Pending]),
        ["try-again"] = (s => s.TryAgain("no", Now), StepState.Waiting, [StepState.Started, StepState.Pending]),
        ["cancel"] = (s => s.Cancel("cleared", Now), StepState.Cancelled, [StepState.Waiting]),
    };

    public static TheoryData<string> Names => [.. Moves.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_moves_only_from_the_states_it_may_leave(string name)
    {
        var (move, to, allowed) = Moves[name];
        foreach (var from in Enum.GetValues<StepState>())
        {
            var step = Step(1, StepKind.Fence) with { State = from };
            if (allowed.Contains(from))
                Assert.Equal(to, move(step).State);
            else
                Assert.Throws<InvariantBrokenException>(() => move(step));
        }
    }

    [Fact]
    public void A_failed_try_is_counted_and_remembers_no_more_than_that_it_may_have_acted()
    {
        var tried = Step(1, StepKind.Fence).Start(Now).Await(After(1), new Dictionary<string, string> { ["asked-at"] = "x" });
        var again = tried.TryAgain("refused", After(2));
        Assert.Equal((1, After(2), "refused"), (again.Tries, again.NextAt, again.Outcome));
        Assert.DoesNotContain("asked-at", again.Memo.Keys);
        Assert.True(again.HasBegun);
        Assert.True(again.MayHaveActed);
        Assert.Equal(2, again.Start(After(2)).Tries);
    }

    [Fact]
    public void A_try_that_was_refused_has_done_nothing()
    {
        var again = Step(1, StepKind.Fence).Start(Now).TryAgain("refused", After(2));
        Assert.True(again.HasBegun);
        Assert.False(again.MayHaveActed);
    }

    [Fact]
    public void A_cancelled_step_never_began() =>
        Assert.False(Step(1, StepKind.Fence).Cancel("cleared", Now).HasBegun);
}
