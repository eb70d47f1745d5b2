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

/// <summary>The host that an instance leaves alive is looked at right before the ask.</summary>
public sealed class LiveMigrateRunnerTests
{
    readonly SimClock clock = new();
    readonly SimWorld world;

    public LiveMigrateRunnerTests()
    {
        world = new SimWorld(clock, new SimTrace(clock), new WorldTimes());
        world.Add(new FailoverSegment(S1, RecoveryMethod.Auto));
        world.Add(new SimHost(new("h1"), S1));
        world.Add(new SimHost(H3, S1));
        world.Add(new SimInstance("p1", H3) { State = VmState.Active });
    }

    [Fact]
    public async Task Nothing_is_asked_of_a_host_whose_nova_compute_is_not_up()
    {
        world.Host(H3).PowerOn = false;

        Assert.Equal(
            new StepOutcome.Failed("nova-compute of h3 is not up, and a live migration needs the host it leaves", true), await RunAsync());
        Assert.Empty(world.Acts);
    }

    [Fact]
    public async Task Nothing_is_asked_of_a_host_that_is_forced_down()
    {
        world.Host(H3).ForcedDown = true;

        Assert.IsType<StepOutcome.Failed>(await RunAsync());
        Assert.Empty(world.Acts);
    }

    [Fact]
    public async Task Where_it_is_up_it_is_asked()
    {
        Assert.IsType<StepOutcome.Pending>(await RunAsync());
        Assert.Equal("live-migrate", Assert.Single(world.Acts).Kind);
    }

    Task<StepOutcome> RunAsync()
    {
        var step = (Step(1, StepKind.LiveMigrate) with { Instance = SimInstance.IdOf("p1") }).Start(clock.GetUtcNow());
        var state = new ClusterState(new SignalBoard(1));
        var runner = new LiveMigrateRunner(new SimCompute(world, clock), Targets(clock), state, new PolicyHolder(Policy()), new ExecutionOptions());
        return runner.RunAsync(new StepScene(step, Plan(step), Incident(), clock.GetUtcNow(), false, new ActionContext(Incident().Id, step.Id, 1)), CancellationToken.None);
    }
}
