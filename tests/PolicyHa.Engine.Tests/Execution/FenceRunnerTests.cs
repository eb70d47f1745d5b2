using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Execution;

public sealed class FenceRunnerTests
{
    readonly TwoClocks clock = new();
    readonly FenceRunner runner;
    PlanStep step = Step(1, StepKind.Fence).Start(Now);

    public FenceRunnerTests() => runner = NewRunner();

    FenceRunner NewRunner() => new(
        new OffAlready(), new ClusterState(new SignalBoard(1)), new PolicyHolder(Policy()), _ => null, ChecksNova(clock, out _), new ExecutionOptions(), clock);

    async Task<StepOutcome> RunAsync(FenceRunner by)
    {
        var scene = new StepScene(
            step, Plan(step), Incident(), clock.GetUtcNow(), false, new ActionContext(Incident().Id, step.Id, 1));
        var outcome = await by.RunAsync(scene, CancellationToken.None);
        if (outcome is StepOutcome.Pending pending)
            step = step.Await(clock.GetUtcNow() + pending.AskAgainIn, pending.Memo);
        return outcome;
    }

    [Fact]
    public async Task Two_reads_of_off_two_seconds_apart_are_a_proof()
    {
        Assert.IsType<StepOutcome.Pending>(await RunAsync(runner));
        clock.Pass(TimeSpan.FromSeconds(2));
        Assert.IsType<ProofOfDeath.PowerReadOffTwice>(Assert.IsType<StepOutcome.Done>(await RunAsync(runner)).Proof);
    }

    [Fact]
    public async Task A_wall_clock_that_jumps_forward_is_no_time_between_two_reads()
    {
        await RunAsync(runner);
        clock.Pass(TimeSpan.FromSeconds(0.5));
        clock.Jump(TimeSpan.FromSeconds(3));
        Assert.IsType<StepOutcome.Pending>(await RunAsync(runner));
    }

    [Fact]
    public async Task A_wall_clock_that_jumps_back_does_not_keep_a_proof_away()
    {
        await RunAsync(runner);
        clock.Pass(TimeSpan.FromSeconds(2));
        clock.Jump(TimeSpan.FromHours(-1));
        Assert.IsType<StepOutcome.Done>(await RunAsync(runner));
    }

    [Fact]
    public async Task After_a_restart_the_first_read_is_the_first_again()
    {
        await RunAsync(runner);
        clock.Jump(TimeSpan.FromSeconds(10));
        var restarted = NewRunner();
        Assert.IsType<StepOutcome.Pending>(await RunAsync(restarted));
        clock.Pass(TimeSpan.FromSeconds(2));
        Assert.IsType<StepOutcome.Done>(await RunAsync(restarted));
    }

    sealed class OffAlready : IFencing
    {
        public FenceTopology TopologyOf(HostName host) => FenceTopology.Of("bmc");

        public Task<ActionAnswer> PowerOffAsync(HostName host, string device, ActionContext context, CancellationToken ct) =>
            throw new InvalidOperationException("it is off already");

        public Task<ActionAnswer> PowerOnAsync(HostName host, string device, ActionContext context, CancellationToken ct) =>
            throw new InvalidOperationException("nobody switches on while a fence runs");

        public Task<PowerReading> ReadPowerAsync(HostName host, string device, CancellationToken ct) =>
            Task.FromResult(new PowerReading(PowerState.Off, "bmc", "Off"));
    }

    /// <summary>A wall clock that can be set, and one that cannot.</summary>
    sealed class TwoClocks : TimeProvider
    {
        TimeSpan passed;
        TimeSpan jumped;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => passed += time;

        public void Jump(TimeSpan time) => jumped += time;

        public override DateTimeOffset GetUtcNow() => Now + passed + jumped;

        public override long GetTimestamp() => passed.Ticks;
    }
}
