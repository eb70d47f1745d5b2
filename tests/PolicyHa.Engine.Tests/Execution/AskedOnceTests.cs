using System.Reflection;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Execution;

/// <summary>The cloud would accept the same evacuation twice, and it may be slow to show the first.</summary>
public sealed class AskedOnceTests
{
    static readonly MoveReport NoTrace = new(MoveState.None, 0, H3, VmState.Active, null, "no migration");
    static readonly MoveReport Accepted = NoTrace with { State = MoveState.UnderWay, Migration = 7, Detail = "accepted" };
    static readonly MoveReport Moved = Accepted with { State = MoveState.Done, Host = new HostName("h1") };

    readonly SimClock clock = new();
    readonly Cloud cloud;
    readonly EvacuateRunner runner;
    PlanStep step;

    public AskedOnceTests()
    {
        var compute = DispatchProxy.Create<IComputeControl, Cloud>();
        cloud = (Cloud)(object)compute;
        runner = new EvacuateRunner(compute, Targets(clock), ChecksProofs(clock), new ExecutionOptions());
        step = (Step(1, StepKind.Evacuate) with { Instance = new InstanceId("i1"), Timeout = TimeSpan.FromMinutes(10) }).Start(clock.GetUtcNow());
    }

    [Fact]
    public async Task What_was_accepted_and_shows_no_trace_yet_is_not_asked_for_again()
    {
        cloud.Shows = NoTrace;
        for (var second = 0; second < 60; second++)
            Assert.IsType<StepOutcome.Pending>(await RunAsync());
        cloud.Shows = Moved;

        Assert.IsType<StepOutcome.Done>(await RunAsync());
        Assert.Equal(1, cloud.Asked);
    }

    [Fact]
    public async Task What_somebody_else_has_asked_for_is_not_asked_for()
    {
        cloud.Shows = Accepted;
        Assert.IsType<StepOutcome.Pending>(await RunAsync());
        cloud.Shows = Moved;

        Assert.IsType<StepOutcome.Done>(await RunAsync());
        Assert.Equal(0, cloud.Asked);
    }

    [Fact]
    public async Task What_a_former_process_may_have_asked_for_has_time_to_show()
    {
        step = step.Await(clock.GetUtcNow(), new Dictionary<string, string> { ["newest-migration-before"] = "0" });
        cloud.Shows = NoTrace;
        Assert.IsType<StepOutcome.Pending>(await RunAsync(resumed: true));
        Assert.IsType<StepOutcome.Pending>(await RunAsync());
        Assert.Equal(0, cloud.Asked);
        cloud.Shows = Moved;

        Assert.IsType<StepOutcome.Done>(await RunAsync());
        Assert.Equal(0, cloud.Asked);
    }

    [Fact]
    public async Task What_shows_no_trace_after_that_time_was_not_asked_for()
    {
        step = step.Await(clock.GetUtcNow(), new Dictionary<string, string> { ["newest-migration-before"] = "0" });
        cloud.Shows = NoTrace;
        await RunAsync(resumed: true);
        for (var second = 0; second < 10; second++)
            await RunAsync();

        Assert.Equal(1, cloud.Asked);
    }

    async Task<StepOutcome> RunAsync(bool resumed = false)
    {
        var proof = new ProofOfDeath.PowerReadOffTwice(H3, "bmc", Now, Now, true);
        var scene = new StepScene(step, Plan(step), Incident(proof), clock.GetUtcNow(), resumed, new ActionContext(Incident().Id, step.Id, 1));
        var outcome = await runner.RunAsync(scene, CancellationToken.None);
        clock.MoveTo(clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        if (outcome is StepOutcome.Pending pending)
            step = step.Await(clock.GetUtcNow(), pending.Memo);
        return outcome;
    }

    /// <summary>Shows what it is told to show, and accepts every evacuation.</summary>
    public class Cloud : DispatchProxy
    {
        public MoveReport Shows { get; set; } = NoTrace;

        public int Asked { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod?.Name == nameof(IComputeControl.ReadMoveAsync))
                return Task.FromResult(Shows);
            Assert.Equal(nameof(IComputeControl.EvacuateAsync), targetMethod?.Name);
            Asked++;
            return Task.FromResult<ActionAnswer>(new ActionAnswer.Accepted(null));
        }
    }
}
