using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.World;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Execution;

/// <summary>A live migration that is past its time is ended before anything else is asked.</summary>
public sealed class LiveMigrationAbortTests
{
    static readonly ExecutionOptions Options = new();

    readonly SimClock clock = new();
    readonly SimWorld world;
    readonly SimInstance moved = new("p1", H3) { State = VmState.Active };
    readonly LiveMigrateRunner runner;
    PlanStep step;

    public LiveMigrationAbortTests()
    {
        world = new SimWorld(clock, new SimTrace(clock), new WorldTimes { Migrate = TimeSpan.FromHours(1), Restart = TimeSpan.FromSeconds(5) });
        world.Add(new FailoverSegment(S1, RecoveryMethod.Auto));
        world.Add(new SimHost(new("h1"), S1));
        world.Add(new SimHost(H3, S1));
        world.Add(moved);
        var state = new ClusterState(new SignalBoard(1));
        runner = new LiveMigrateRunner(new SimCompute(world, clock), Targets(clock), state, new PolicyHolder(Policy()), Options);
        step = (Step(1, StepKind.LiveMigrate) with { Instance = moved.Id, Timeout = TimeSpan.FromMinutes(10), TriesMax = 1 }).Start(clock.GetUtcNow());
    }

    int Aborts => world.Acts.Count(a => a.Kind == "abort-live-migration");

    [Fact]
    public async Task It_is_asked_once_and_the_instance_runs_on_where_it_was()
    {
        var failed = Assert.IsType<StepOutcome.Failed>(await RunToTheEndAsync());

        Assert.Equal("aborted after 10m: cancelled", failed.Reason);
        Assert.Equal(1, Aborts);
        Assert.Equal([H3], moved.Guests);
        Assert.Null(moved.TaskState);
    }

    [Fact]
    public async Task That_it_will_be_asked_is_written_down_before()
    {
        await RunUntilAbortIsMeantAsync();

        Assert.Equal(0, Aborts);
        Assert.IsType<StepOutcome.Pending>(await RunAsync());
        Assert.Equal(1, Aborts);
    }

    [Fact]
    public async Task What_a_former_process_may_have_asked_for_has_time_to_show()
    {
        await RunUntilAbortIsMeantAsync();
        await new SimCompute(world, clock).AbortLiveMigrationAsync(moved.Id, 1, new ActionContext(Incident().Id, step.Id, 1), default);
        await RunAsync(resumed: true);

        Assert.Equal("aborted after 10m: cancelled", Assert.IsType<StepOutcome.Failed>(await RunToTheEndAsync()).Reason);
        Assert.Equal(1, Aborts);
    }

    [Fact]
    public async Task What_shows_no_effect_after_that_time_was_not_asked_for()
    {
        await RunUntilAbortIsMeantAsync();
        await RunAsync(resumed: true);

        Assert.IsType<StepOutcome.Failed>(await RunToTheEndAsync());
        Assert.Equal(1, Aborts);
    }

    [Fact]
    public async Task One_that_ends_before_the_abort_is_heard_is_done()
    {
        world.Times = world.Times with { Migrate = step.Timeout + TimeSpan.FromSeconds(3) };

        Assert.Equal("on h1, active", Assert.IsType<StepOutcome.Done>(await RunToTheEndAsync()).Evidence);
        Assert.Equal(1, Aborts);
        Assert.Equal(["h1"], moved.Guests.Select(g => g.Value));
    }

    [Fact]
    public async Task One_that_somebody_else_began_before_us_is_left_to_them()
    {
        world.BeginMove(moved, MoveKind.LiveMigration, null);

        Assert.StartsWith("still under way after 10m: ", Assert.IsType<StepOutcome.Failed>(await RunToTheEndAsync()).Reason, StringComparison.Ordinal);
        Assert.Empty(world.Acts);
        Assert.NotNull(moved.TaskState);
    }

    [Fact]
    public async Task One_that_does_not_end_is_given_up_after_a_while_and_nothing_is_asked_of_it_any_more()
    {
        await RunUntilAbortIsMeantAsync();
        world.Host(H3).PowerOn = false;                     // its nova-compute hears nothing
        var failed = Assert.IsType<StepOutcome.Failed>(await RunToTheEndAsync());

        Assert.Equal("still under way after 10m, though it was to be aborted at 00:10:01: accepted", failed.Reason);
        Assert.False(failed.Retryable);
        Assert.Equal(1, Aborts);
    }

    [Fact]
    public async Task A_refusal_that_may_pass_is_asked_again_at_intervals()
    {
        await RunUntilAbortIsMeantAsync();
        world.NovaRefuses = 2;
        var began = clock.GetUtcNow();

        Assert.IsType<StepOutcome.Failed>(await RunToTheEndAsync());
        Assert.Equal(1, Aborts);
        Assert.True(clock.GetUtcNow() - began >= 2 * Options.AskGrace);
    }

    [Fact]
    public async Task A_lost_answer_does_no_harm()
    {
        await RunUntilAbortIsMeantAsync();
        world.NovaUnclear = 1;

        Assert.Equal("aborted after 10m: cancelled", Assert.IsType<StepOutcome.Failed>(await RunToTheEndAsync()).Reason);
    }

    [Fact]
    public async Task While_the_cloud_cannot_be_asked_its_end_is_waited_for()
    {
        await RunUntilAbortIsMeantAsync();
        await RunAsync();
        world.NovaUp = false;
        Pass(TimeSpan.FromSeconds(30));
        Assert.IsType<StepOutcome.Pending>(await RunAsync());
        world.NovaUp = true;

        Assert.Equal("aborted after 10m: cancelled", Assert.IsType<StepOutcome.Failed>(await RunToTheEndAsync()).Reason);
    }

    async Task RunUntilAbortIsMeantAsync()
    {
        while (!step.Memo.ContainsKey("abort-meant-at"))
        {
            var pending = Assert.IsType<StepOutcome.Pending>(await RunAsync());
            Pass(pending.AskAgainIn);
        }
    }

    async Task<StepOutcome> RunToTheEndAsync()
    {
        for (; ; )
        {
            var outcome = await RunAsync();
            if (outcome is not StepOutcome.Pending pending)
                return outcome;
            Pass(pending.AskAgainIn);
        }
    }

    async Task<StepOutcome> RunAsync(bool resumed = false)
    {
        var scene = new StepScene(step, Plan(step), Incident(), clock.GetUtcNow(), resumed, new ActionContext(Incident().Id, step.Id, 1));
        var outcome = await runner.RunAsync(scene, CancellationToken.None);
        if (outcome is StepOutcome.Pending pending)
            step = step.Await(clock.GetUtcNow() + pending.AskAgainIn, pending.Memo);
        return outcome;
    }

    void Pass(TimeSpan time)
    {
        clock.MoveTo(clock.GetUtcNow() + time);
        world.Settle();
    }
}
