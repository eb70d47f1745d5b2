using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.World;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Execution;

public sealed class MoveRunnerTests
{
    static readonly TimeSpan Lag = TimeSpan.FromSeconds(20);

    readonly SimClock clock = new();
    readonly SimWorld world;
    readonly EvacuateRunner runner;
    PlanStep step;
    PlanStep[] others = [];

    public MoveRunnerTests()
    {
        world = new SimWorld(clock, new SimTrace(clock), new WorldTimes { Evacuate = TimeSpan.FromSeconds(60) }) { NovaLag = Lag };
        world.Add(new FailoverSegment(S1, RecoveryMethod.Auto));
        world.Add(new SimHost(new("h1"), S1));
        world.Add(new SimHost(H3, S1) { PowerOn = false, ForcedDown = true });
        world.Add(new SimInstance("c1", H3) { State = VmState.Active });
        runner = new EvacuateRunner(new SimCompute(world, clock), Targets(clock), ChecksProofs(clock), new ExecutionOptions());
        step = (Step(1, StepKind.Evacuate) with { Instance = SimInstance.IdOf("c1"), InstanceName = "c1", Former = VmState.Active, Timeout = TimeSpan.FromMinutes(10) }).Start(clock.GetUtcNow());
    }

    [Fact]
    public async Task An_evacuation_whose_answer_was_lost_is_not_asked_for_again_while_the_cloud_is_at_work_on_the_instance()
    {
        world.NovaUnclear = 1;
        Assert.Equal("on h1, active", Assert.IsType<StepOutcome.Done>(await RunToTheEndAsync()).Evidence);
        Assert.Single(world.Acts);
    }

    [Fact]
    public async Task One_that_comes_up_in_error_is_not_recovered_and_nothing_is_asked_again()
    {
        ComesUp(VmState.Error);
        var failed = Assert.IsType<StepOutcome.Failed>(await RunToTheEndAsync());
        Assert.Equal(
            "on h1, but in error (its guest did not start): see to it there; a hard reboot may bring it back (openstack server reboot --hard c1)", failed.Reason);
        Assert.False(failed.Retryable);
        Assert.Equal("h1", failed.Keeps["on"]);
        Assert.Single(world.Acts);
    }

    [Fact]
    public async Task One_that_ran_and_comes_up_stopped_is_not_recovered()
    {
        ComesUp(VmState.Stopped);
        var failed = Assert.IsType<StepOutcome.Failed>(await RunToTheEndAsync());
        Assert.Equal("on h1, but stopped though it ran before: start it, unless its owner has stopped it", failed.Reason);
        Assert.Equal("h1", failed.Keeps["on"]);
    }

    [Theory]
    [InlineData(VmState.Stopped)]
    [InlineData(VmState.Error)]
    public async Task One_that_did_not_run_may_come_up_stopped(VmState before)
    {
        step = step with { Former = before };
        ComesUp(VmState.Stopped);
        Assert.IsType<StepOutcome.Done>(await RunToTheEndAsync());
    }

    [Fact]
    public async Task One_that_was_stopped_after_the_step_was_planned_may_come_up_stopped()
    {
        ComesUp(VmState.Stopped);
        world.Instance(SimInstance.IdOf("c1"))!.State = VmState.Stopped;
        Assert.Equal("on h1, stopped", Assert.IsType<StepOutcome.Done>(await RunToTheEndAsync()).Evidence);
    }

    [Fact]
    public async Task One_that_the_plan_itself_stops_may_come_up_stopped()
    {
        ComesUp(VmState.Stopped);
        others = [Step(2, StepKind.Stop) with { Instance = step.Instance }];
        Assert.IsType<StepOutcome.Done>(await RunToTheEndAsync());
    }

    void ComesUp(VmState end) => (world.Instance(SimInstance.IdOf("c1"))!.MovesEndIn, world.Instance(SimInstance.IdOf("c1"))!.MovesEndSo) = (end, 1);

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

    async Task<StepOutcome> RunAsync()
    {
        var proof = new ProofOfDeath.PowerReadOffTwice(H3, "bmc", clock.GetUtcNow(), clock.GetUtcNow(), true);
        var scene = new StepScene(step, Plan([step, .. others]), Incident(proof), clock.GetUtcNow(), false, new ActionContext(Incident().Id, step.Id, 1));
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
