using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.State;

/// <summary>Nova is made to forget what it does with an instance only where nobody can be at work on it.</summary>
public sealed class StateResetsTests
{
    static readonly Instance Stuck = Some.Instance("c1", "cattle") with { TaskState = "rebuilding" };
    static readonly FenceMark Mark = new(H3, new IncidentId("inc-1"), Now);

    readonly ClusterState state = new(new SignalBoard(1));

    [Fact]
    public void On_a_host_that_is_proven_dead_and_forced_down_it_may()
    {
        Know(Mark);
        Assert.Null(WhyNot());
        Know(Mark, Evacuation(StepState.Failed));
        Assert.Null(WhyNot());
    }

    [Theory]
    [InlineData(StepState.Started)]
    [InlineData(StepState.Pending)]
    public void Not_while_a_step_of_ours_acts_on_it(StepState standing)
    {
        Know(Mark, Evacuation(standing));
        Assert.StartsWith("move-under-way: evacuate c1 is under way in plan ", WhyNot(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StepKind.Call)]
    [InlineData(StepKind.SwitchOn)]
    public void Not_while_another_service_recovers_its_host_or_the_host_is_switched_on(StepKind kind)
    {
        Know(Mark, Step(1, kind) with { State = StepState.Pending });
        Assert.StartsWith($"move-under-way: {kind.Name()} h3 is under way", WhyNot(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_done_to_another_instance_is_nothing_to_it()
    {
        Know(Mark, Evacuation(StepState.Pending) with { Instance = new InstanceId("other") });
        Assert.Null(WhyNot());
    }

    [Fact]
    public void Not_while_Nova_has_a_move_of_it_on_record()
    {
        Know(Mark);
        var because = StateResets.WhyNot(state, Stuck, ["migration 7 accepted"], isForcedDown: true);
        Assert.StartsWith("move-under-way: Nova has a move of c1 on record that has not ended (migration 7 accepted)", because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deleting")]
    [InlineData("soft-deleting")]
    public void Not_what_its_owner_is_deleting(string task)
    {
        Know(Mark);
        Assert.StartsWith("being-deleted: ", StateResets.WhyNot(state, Stuck with { TaskState = task }, [], isForcedDown: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Not_on_a_host_that_may_live()
    {
        Assert.StartsWith("host-not-dead: h3 has not been proven dead", WhyNot(), StringComparison.Ordinal);
        Know(Mark with { SwitchedOnAt = After(60) });
        Assert.StartsWith("host-not-dead: h3 was switched on again at ", WhyNot(), StringComparison.Ordinal);
        Know(Mark with { ContradictedAt = After(60) });
        Assert.StartsWith("host-not-dead: h3 was proven dead, and showed life before ", WhyNot(), StringComparison.Ordinal);
    }

    [Fact]
    public void Not_where_Nova_would_give_the_host_work()
    {
        Know(Mark);
        Assert.Equal("host-not-dead: Nova does not have h3 forced down", StateResets.WhyNot(state, Stuck, [], isForcedDown: false));
    }

    [Fact]
    public void Not_after_a_sign_of_life()
    {
        Know(Mark);
        state.Board.Accept(Report(Signal.NovaCompute, SignalStatus.Up, at: 30), After(30));
        Assert.StartsWith("host-not-dead: h3 was proven dead, and showed life at ", WhyNot(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_one_instance_the_newest_reset_counts_and_old_ones_are_forgotten()
    {
        var (one, other) = (new StateReset(Stuck.Id, H3, "ann", "first", Now), new StateReset(new InstanceId("i2"), H3, "bo", "another", Now));
        var again = one with { Reason = "second", At = After(3600) };

        var both = OperatorState.Initial.Reset(one).Reset(other).Reset(again);
        Assert.Equal([other, again], both.StateResets);
        Assert.Equal([one with { At = After(2 * 86_400) }], both.Reset(one with { At = After(2 * 86_400) }).StateResets);
    }

    string? WhyNot() => StateResets.WhyNot(state, Stuck, [], isForcedDown: true);

    static PlanStep Evacuation(StepState standing) => Step(1, StepKind.Evacuate) with { Instance = Stuck.Id, InstanceName = Stuck.Name, State = standing };

    void Know(FenceMark mark, params PlanStep[] steps) => state.Book.Apply(new StateChanges(S1, 1)
    {
        FenceMarks = [mark],
        Incidents = steps.Length == 0 ? [] : [Incident()],
        Plans = steps.Length == 0 ? [] : [Plan([.. steps, Step(9, StepKind.Notify)])],
    });
}
