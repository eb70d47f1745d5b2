using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Execution;

/// <summary>When a watchdog proves a host off that no device does. The stories are in the scenarios of row 23.</summary>
public sealed class WatchdogWaitTests : TimeProvider, IFencing
{
    readonly ClusterState state = new(new SignalBoard(1))
    {
        SawEverything = true,
        Fleet = new Fleet(Now, [new FailoverSegment(S1, RecoveryMethod.Auto)], [ComputeH3], []),
    };

    PowerState bmc = PowerState.Unknown;
    bool refuses;
    FenceTopology topology = FenceTopology.Of("bmc") with { Watchdog = new FenceWatchdog() };
    TimeSpan passed;
    TimeSpan ahead;
    long epoch = 1;
    int events;
    PlanStep step = Step(1, StepKind.Fence).Start(Now) with { Timeout = TimeSpan.FromSeconds(60), Tries = 1 };
    FenceRunner? runner;

    public WatchdogWaitTests()
    {
        Armed(TimeSpan.FromSeconds(10), at: -20);
        LosesContact(at: -10);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now + passed + ahead;

    public override long GetTimestamp() => passed.Ticks;

    [Fact]
    public async Task It_proves_the_host_off_when_the_bound_has_passed_and_not_before()
    {
        Assert.IsType<StepOutcome.Pending>(await RunAsync(to: 129.5));

        var proof = await ProvenAsync(to: 131);
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(130)), (proof.Timeout, proof.Bound));
        Assert.Equal((After(-20), After(-20)), (proof.ArmedAt, proof.LastHeardAt));
    }

    [Fact]
    public async Task Silence_of_a_host_that_nobody_here_would_hear_proves_nothing()
    {
        Assert.IsType<StepOutcome.Pending>(await RunAsync(to: 100));
        state.Fleet = new Fleet(After(100), [new FailoverSegment(S1, RecoveryMethod.Auto)], [], []);

        Assert.Contains("it is in no failover segment any more", (await FailedAsync(to: 131)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_sign_of_life_begins_the_wait_anew_also_one_that_comes_before_the_devices_have_failed()
    {
        await RunAsync(to: 30);
        Heard();
        Assert.IsType<StepOutcome.Pending>(await RunAsync(to: 100));
        Heard();
        Assert.IsType<StepOutcome.Pending>(await RunAsync(to: 229.5));
    }

    [Fact]
    public async Task A_host_that_is_heard_of_again_and_again_is_not_waited_for_without_end()
    {
        for (var at = 60; at <= 240; at += 60)
        {
            Assert.IsType<StepOutcome.Pending>(await RunAsync(to: at));
            Armed(TimeSpan.FromSeconds(10), at);
        }

        Assert.Contains("heard of again and again", (await FailedAsync(to: 290)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wall_clock_that_is_set_makes_no_silence()
    {
        await RunAsync(to: 65);
        ahead = TimeSpan.FromMinutes(5);

        Assert.IsType<StepOutcome.Pending>(await RunAsync(to: 129.5));
    }

    [Fact]
    public async Task After_a_restart_it_is_waited_for_anew()
    {
        await RunAsync(to: 100);
        runner = null;

        Assert.IsType<StepOutcome.Pending>(await RunAsync(to: 229.5));
        await ProvenAsync(to: 231);
    }

    [Fact]
    public async Task Under_another_lease_it_is_waited_for_anew()
    {
        await RunAsync(to: 100);
        epoch = 2;

        Assert.IsType<StepOutcome.Pending>(await RunAsync(to: 229.5));
        await ProvenAsync(to: 231);
    }

    [Fact]
    public async Task Time_in_which_a_sign_of_life_could_be_missed_is_no_silence()
    {
        await RunAsync(to: 90);
        state.SawEverything = false;
        await RunAsync(to: 100);
        state.SawEverything = true;

        Assert.IsType<StepOutcome.Pending>(await RunAsync(to: 220));
        await ProvenAsync(to: 235);
    }

    [Fact]
    public async Task A_device_that_says_on_ends_it()
    {
        await RunAsync(to: 100);
        bmc = PowerState.On;

        Assert.Contains("its watchdog proves nothing any more: bmc says on", (await FailedAsync(to: 106)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_refuses_and_says_on_is_not_outwaited()
    {
        (bmc, refuses) = (PowerState.On, true);

        Assert.Contains("its watchdog proves nothing: bmc says on", (await FailedAsync(to: 1)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_says_off_after_all_is_read_twice()
    {
        await RunAsync(to: 100);
        bmc = PowerState.Off;

        Assert.IsType<ProofOfDeath.PowerReadOffTwice>(Assert.IsType<StepOutcome.Done>(await RunAsync(to: 110)).Proof);
    }

    [Fact]
    public async Task A_host_that_need_not_have_lost_contact_is_not_outwaited()
    {
        await RunAsync(to: 100);
        state.Board.Accept(Report(Signal.AdminNetwork, SignalStatus.Unknown, at: 100), GetUtcNow());

        Assert.Contains("admin is unknown", (await FailedAsync(to: 106)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watchdog_that_was_disarmed_proves_nothing()
    {
        Tell(SignalStatus.Down, TimeSpan.FromSeconds(10), at: -15);

        Assert.Contains("told at 11:59:45 that it is not armed", (await FailedAsync(to: 61)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watchdog_that_nobody_spoke_of_for_two_minutes_of_life_proves_nothing()
    {
        state.Watchdogs.Heard(H3, After(101), Ticks(101));
        passed = TimeSpan.FromSeconds(101);

        Assert.Contains("lived on for more than 2m", (await FailedAsync(to: 163)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watchdog_that_was_told_of_long_before_contact_was_lost_proves_nothing()
    {
        state.Board.Accept(Report(Signal.AdminNetwork, SignalStatus.Unknown, at: 60), After(60));
        LosesContact(at: 110);
        passed = TimeSpan.FromSeconds(110);

        Assert.Contains("more than 2m before contact was lost", (await FailedAsync(to: 172)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_whose_agent_never_told_of_a_watchdog_has_none()
    {
        state.Watchdogs.Restore([]);
        var other = new ClusterState(new SignalBoard(1)) { SawEverything = true, Fleet = state.Fleet };
        other.Board.Accept(Report(Signal.AdminNetwork, SignalStatus.Down), Now);
        runner = new FenceRunner(this, other, new PolicyHolder(Policy()), _ => null, ChecksNova(this, out _), new ExecutionOptions(), this);

        Assert.Contains("never told of one", (await FailedAsync(to: 61)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watchdog_that_the_configuration_does_not_name_is_not_asked()
    {
        topology = FenceTopology.Of("bmc");

        Assert.DoesNotContain("watchdog", (await FailedAsync(to: 61)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_a_device_has_its_watchdog_alone()
    {
        topology = FenceTopology.None with { Watchdog = new FenceWatchdog() };

        Assert.Equal(TimeSpan.FromSeconds(130), (await ProvenAsync(to: 131)).Bound);
    }

    [Fact]
    public async Task Who_saw_the_host_alive_within_the_silence_speaks_against_the_proof()
    {
        var proof = await ProvenAsync(to: 131);

        Assert.NotNull(LifeSigns.Against(proof, new LifeSign(H3, "admin", "mon1", After(1))));
        Assert.Null(LifeSigns.Against(proof, new LifeSign(H3, "admin", "mon1", After(-20))));
    }

    public FenceTopology TopologyOf(HostName host) => topology;

    public Task<ActionAnswer> PowerOffAsync(HostName host, string device, ActionContext context, CancellationToken ct) =>
        Task.FromResult<ActionAnswer>(refuses ? new ActionAnswer.Refused("no", true) : new ActionAnswer.Unclear("no answer"));

    public Task<ActionAnswer> PowerOnAsync(HostName host, string device, ActionContext context, CancellationToken ct) =>
        throw new NotSupportedException();

    public Task<PowerReading> ReadPowerAsync(HostName host, string device, CancellationToken ct) =>
        Task.FromResult(new PowerReading(bmc, device, "its word"));

    static long Ticks(double seconds) => TimeSpan.FromSeconds(seconds).Ticks;

    void Armed(TimeSpan timeout, double at)
    {
        Tell(SignalStatus.Up, timeout, at);
        if (at >= 0)
            state.Watchdogs.Heard(H3, After(at), Ticks(at));
    }

    void Tell(SignalStatus status, TimeSpan timeout, double at) =>
        state.Watchdogs.Told(new WatchdogReport(new EventId("agent", $"{++events}"), H3, timeout, status, "agent", After(at)), After(at));

    void Heard() => state.Watchdogs.Heard(H3, After(-20), GetTimestamp());

    void LosesContact(double at) => state.Board.Accept(Report(Signal.AdminNetwork, SignalStatus.Down, at: at), After(at));

    async Task<ProofOfDeath.WatchdogElapsed> ProvenAsync(double to) =>
        Assert.IsType<ProofOfDeath.WatchdogElapsed>(Assert.IsType<StepOutcome.Done>(await RunAsync(to)).Proof);

    async Task<StepOutcome.Failed> FailedAsync(double to) => Assert.IsType<StepOutcome.Failed>(await RunAsync(to));

    /// <summary>Asks every half second from where the clock stands.</summary>
    async Task<StepOutcome> RunAsync(double to)
    {
        runner ??= new FenceRunner(this, state, new PolicyHolder(Policy()), _ => null, ChecksNova(this, out _), new ExecutionOptions(), this);
        for (; ; passed += TimeSpan.FromSeconds(0.5))
        {
            var scene = new StepScene(step, Plan(step), Incident(), GetUtcNow(), false, new ActionContext(Incident().Id, step.Id, epoch));
            var outcome = await runner.RunAsync(scene, CancellationToken.None);
            if (outcome is StepOutcome.Pending pending)
                step = step.Await(GetUtcNow() + pending.AskAgainIn, pending.Memo);
            if (outcome is not StepOutcome.Pending || passed.TotalSeconds >= to)
                return outcome;
        }
    }
}
