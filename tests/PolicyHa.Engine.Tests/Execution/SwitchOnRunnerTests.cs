using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.World;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Execution;

public sealed class SwitchOnRunnerTests
{
    readonly SimClock clock = new();
    readonly SimWorld world;
    readonly SimHost host = new(H3, S1) { PowerOn = false, ForcedDown = true, Disabled = true };

    public SwitchOnRunnerTests()
    {
        world = new SimWorld(clock, new SimTrace(clock), new WorldTimes());
        world.Add(new FailoverSegment(S1, RecoveryMethod.Auto));
        world.Add(host);
    }

    [Fact]
    public async Task A_host_that_is_off_and_forced_down_is_switched_on()
    {
        Assert.IsType<StepOutcome.Pending>(await RunAsync());

        Assert.Contains(world.Acts, a => a.Kind == "switch-on");
    }

    /// <summary>Its nova-compute would take up what it ran before.</summary>
    [Fact]
    public async Task A_host_that_Nova_counts_as_living_stays_off()
    {
        host.ForcedDown = false;                                // somebody has taken it back by hand

        Assert.Equal("it stays off: Nova does not have it forced down", Assert.IsType<StepOutcome.Skipped>(await RunAsync()).Because);
        Assert.Empty(world.Acts);
    }

    [Fact]
    public async Task While_Nova_does_not_say_how_it_counts_the_host_it_stays_off()
    {
        world.NovaUp = false;

        Assert.IsType<StepOutcome.Pending>(await RunAsync());
        Assert.Empty(world.Acts);
    }

    Task<StepOutcome> RunAsync()
    {
        var offSince = clock.GetUtcNow();
        clock.MoveTo(offSince + TimeSpan.FromSeconds(30));
        var step = Step(1, StepKind.SwitchOn).Start(clock.GetUtcNow());
        var proof = new ProofOfDeath.PowerReadOffTwice(H3, host.Devices[0].Name, offSince, offSince, false);
        var scene = new StepScene(step, Plan(step), Incident(proof), clock.GetUtcNow(), false, new ActionContext(Incident().Id, step.Id, 1));
        return new SwitchOnRunner(new SimFencing(world), new SimCompute(world, clock), new ExecutionOptions()).RunAsync(scene, CancellationToken.None);
    }
}
