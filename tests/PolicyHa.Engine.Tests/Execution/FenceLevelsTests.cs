using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Simulation.World;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Execution;

/// <summary>What a fence does with several devices. The stories are in the scenarios of rows 37 to 41.</summary>
public sealed class FenceLevelsTests : TimeProvider
{
    readonly Devices devices = new();
    readonly ClusterState state = new(new SignalBoard(1));
    TimeSpan passed;
    PlanStep step = Step(1, StepKind.Fence).Start(Now) with { Timeout = TimeSpan.FromSeconds(60) };
    readonly CloudCheck cloud;
    readonly SimWorld world;
    FenceRunner? runner;

    public FenceLevelsTests() => cloud = ChecksNova(this, out world);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now + passed;

    public override long GetTimestamp() => passed.Ticks;

    [Fact]
    public async Task A_level_that_says_nothing_has_its_share_of_the_time_and_no_more()
    {
        devices.Have(["a"], ["b"], ["c"]);

        await RunAsync(to: 19.5);
        Assert.Equal(["a"], devices.Asked);
        await RunAsync(to: 40);
        Assert.Equal(["a", "b"], devices.Asked);
        var failed = Assert.IsType<StepOutcome.Failed>(await RunAsync(to: 61));
        Assert.Equal(["a", "b", "c"], devices.Asked);
        Assert.Contains("level 1: not proven off; a says unknown", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_that_fails_early_leaves_its_time_to_the_others()
    {
        devices.Have(["a"], ["b"], ["c"]);
        devices.Refusing.Add("a");

        await RunAsync(to: 29);
        Assert.Equal(["a", "b"], devices.Asked);
        await RunAsync(to: 31);
        Assert.Equal(["a", "b", "c"], devices.Asked);
    }

    [Fact]
    public async Task A_level_that_is_given_a_time_of_its_own_has_that_and_no_more()
    {
        devices.Have(["a"], ["b"]);
        devices.Edit(1, l => l with { Time = TimeSpan.FromSeconds(10) });

        await RunAsync(to: 9.5);
        Assert.Equal(["a"], devices.Asked);
        await RunAsync(to: 11);
        Assert.Equal(["a", "b"], devices.Asked);
    }

    [Fact]
    public async Task A_delayed_level_is_read_at_once_and_asked_later()
    {
        devices.Have(["a"], ["b"]);
        devices.Edit(2, l => l with { Delay = TimeSpan.FromSeconds(8) });
        devices.Refusing.Add("a");

        await RunAsync(to: 7.5);
        Assert.Equal(["a"], devices.Asked);
        await RunAsync(to: 9);
        Assert.Equal(["a", "b"], devices.Asked);
    }

    [Fact]
    public async Task A_host_that_goes_off_by_itself_in_the_delay_is_proven_off_unasked()
    {
        devices.Have(["a"]);
        devices.Edit(1, l => l with { Delay = TimeSpan.FromSeconds(30) });
        await RunAsync(to: 5);
        devices.Off.Add("a");

        Assert.IsType<StepOutcome.Done>(await RunAsync(to: 8.5));
        Assert.Empty(devices.Asked);
    }

    /// <summary>A board that keeps its answers shows "off" of a host that was switched on since.</summary>
    [Fact]
    public async Task A_device_that_keeps_its_answers_is_read_again_when_it_must_have_looked_anew()
    {
        devices.Have(["a"]);
        devices.Edit(1, l => l with { Devices = [new FenceDevice("a") { Keeps = TimeSpan.FromSeconds(40) }] });
        devices.Off.Add("a");

        Assert.IsType<StepOutcome.Pending>(await RunAsync(to: 39));
        devices.Off.Remove("a");
        Assert.IsType<StepOutcome.Pending>(await RunAsync(to: 42));
        devices.Off.Add("a");
        Assert.IsType<StepOutcome.Pending>(await RunAsync(to: 80));
        Assert.IsType<StepOutcome.Done>(await RunAsync(to: 85));
    }

    [Fact]
    public async Task A_device_that_turns_on_between_two_reads_undoes_the_first_of_all_devices()
    {
        devices.Have(["a", "b"]);
        devices.Off.UnionWith(["a", "b"]);
        await RunAsync(to: 1);
        devices.Off.Remove("b");
        await RunAsync(to: 3);
        devices.Off.Add("b");

        Assert.IsType<StepOutcome.Pending>(await RunAsync(to: 4));
        Assert.IsType<StepOutcome.Done>(await RunAsync(to: 6.5));
    }

    [Fact]
    public async Task What_one_device_was_asked_is_not_asked_again_after_a_crash()
    {
        devices.Have(["a", "b"]);
        devices.Off.Add("b");
        await RunAsync(to: 1);
        devices.Off.Remove("b");
        runner = null;

        await RunAsync(to: 10, resumed: true);
        Assert.Equal(["a", "b"], devices.Asked);
    }

    [Fact]
    public async Task After_a_crash_the_level_goes_on_where_it_was()
    {
        devices.Have(["a"], ["b"]);
        devices.Refusing.Add("a");
        await RunAsync(to: 1);
        runner = null;
        devices.Off.Add("b");

        var done = Assert.IsType<StepOutcome.Done>(await RunAsync(to: 9, resumed: true));
        Assert.Equal(["a", "b"], devices.Asked);
        Assert.Equal(2, Assert.IsType<ProofOfDeath.LevelReadOffTwice>(done.Proof).Level);
    }

    [Fact]
    public async Task A_level_that_is_gone_from_the_configuration_is_the_next_one_there_is()
    {
        devices.Have(["a"], ["b"]);
        devices.Refusing.Add("a");
        await RunAsync(to: 1);
        devices.Have(["c"]);
        devices.Off.Add("c");

        Assert.IsType<StepOutcome.Done>(await RunAsync(to: 4));
    }

    [Fact]
    public async Task A_host_without_a_device_fails_at_once()
    {
        Assert.False(Assert.IsType<StepOutcome.Failed>(await RunAsync(to: 1)).Retryable);
    }

    [Fact]
    public async Task While_Nova_is_away_nothing_is_asked_of_a_device_and_then_the_first_level_is()
    {
        devices.Have(["a"], ["b"], ["c"]);
        world.NovaUp = false;

        await RunAsync(to: 45);
        Assert.Empty(devices.Asked);
        world.NovaUp = true;
        await RunAsync(to: 49);
        Assert.Equal(["a"], devices.Asked);
        await RunAsync(to: 60);
        Assert.Equal(["a", "b", "c"], devices.Asked);
    }

    [Fact]
    public async Task A_try_in_which_Nova_stays_away_fails_with_what_it_said()
    {
        devices.Have(["a"], ["b"]);
        world.NovaUp = false;

        var failed = Assert.IsType<StepOutcome.Failed>(await RunAsync(to: 61));
        Assert.Equal("nothing is asked of its devices (cloud-unreachable): Nova cannot be asked: Nova does not answer: 503", failed.Reason);
        Assert.True(failed.Retryable);
        Assert.Empty(devices.Asked);
    }

    [Fact]
    public async Task A_host_that_its_devices_call_off_needs_no_Nova_to_be_proven_off()
    {
        devices.Have(["a"]);
        devices.Off.Add("a");
        world.NovaUp = false;

        Assert.IsType<StepOutcome.Done>(await RunAsync(to: 3));
    }

    [Fact]
    public async Task Once_a_device_was_asked_the_try_goes_on_without_Nova()
    {
        devices.Have(["a"], ["b"]);
        await RunAsync(to: 1);
        world.NovaUp = false;

        await RunAsync(to: 35);
        Assert.Equal(["a", "b"], devices.Asked);
    }

    [Fact]
    public async Task A_try_that_waits_for_Nova_waits_on_after_a_restart_and_then_asks_at_once()
    {
        devices.Have(["a"]);
        world.NovaUp = false;
        await RunAsync(to: 10);
        runner = null;

        await RunAsync(to: 14, resumed: true);
        Assert.Empty(devices.Asked);
        world.NovaUp = true;
        await RunAsync(to: 18);
        Assert.Equal(["a"], devices.Asked);
    }

    [Fact]
    public async Task A_host_that_only_a_person_switches_off_fails_at_once_and_says_so()
    {
        devices.HavePerson();

        var failed = Assert.IsType<StepOutcome.Failed>(await RunAsync(to: 1));

        Assert.False(failed.Retryable);
        Assert.True(step.Fail(failed.Reason, GetUtcNow(), failed.Keeps).NeedsPerson);
        Assert.Equal(TimeSpan.Zero, passed);
    }

    [Fact]
    public async Task A_host_that_only_a_person_switches_off_may_dump_first()
    {
        devices.HavePerson();
        state.Kdump.Expect([step.Host], TimeSpan.FromSeconds(30));

        Assert.IsType<StepOutcome.Pending>(await RunAsync(to: 29));
        state.Kdump.Heard(step.Host, "10.0.0.3", this);
        Assert.IsType<ProofOfDeath.KdumpReceived>(Assert.IsType<StepOutcome.Done>(await RunAsync(to: 29)).Proof);
    }

    [Fact]
    public void Only_what_is_meant_so_can_be_fenced()
    {
        IFencing fencing = devices;
        Assert.False(fencing.CanFence(step.Host));
        devices.HavePerson();
        Assert.True(fencing.CanFence(step.Host));
    }

    /// <summary>Asks every half second from where the clock stands.</summary>
    async Task<StepOutcome> RunAsync(double to, bool resumed = false)
    {
        runner ??= new FenceRunner(devices, state, new PolicyHolder(Policy()), _ => null, cloud, new ExecutionOptions(), this);
        for (; ; passed += TimeSpan.FromSeconds(0.5))
        {
            var scene = new StepScene(step, Plan(step), Incident(), GetUtcNow(), resumed, new ActionContext(Incident().Id, step.Id, 1));
            var outcome = await runner.RunAsync(scene, CancellationToken.None);
            resumed = false;
            if (outcome is StepOutcome.Pending pending)
                step = step.Await(GetUtcNow() + pending.AskAgainIn, pending.Memo);
            if (outcome is not StepOutcome.Pending || passed.TotalSeconds >= to)
                return outcome;
        }
    }

    /// <summary>Devices that do not answer, unless they say off or refuse.</summary>
    sealed class Devices : IFencing
    {
        FenceTopology topology = FenceTopology.None;

        public HashSet<string> Off { get; } = [];

        public HashSet<string> Refusing { get; } = [];

        public List<string> Asked { get; } = [];

        public void Have(params string[][] levels) =>
            topology = new FenceTopology([.. levels.Select((l, i) => new FenceLevel(i + 1, [.. l.Select(d => new FenceDevice(d))], []))]);

        public void Edit(int level, Func<FenceLevel, FenceLevel> edit) =>
            topology = topology with { Levels = [.. topology.Levels.Select(l => l.Number == level ? edit(l) : l)] };

        public void HavePerson() => topology = new FenceTopology([]) { ByPerson = true };

        public FenceTopology TopologyOf(HostName host) => topology;

        public Task<ActionAnswer> PowerOffAsync(HostName host, string device, ActionContext context, CancellationToken ct)
        {
            Asked.Add(device);
            return Task.FromResult<ActionAnswer>(
                Refusing.Contains(device) ? new ActionAnswer.Refused("no", true) : new ActionAnswer.Unclear("no answer"));
        }

        public Task<ActionAnswer> PowerOnAsync(HostName host, string device, ActionContext context, CancellationToken ct) =>
            throw new InvalidOperationException("nobody switches on while a fence runs");

        public Task<PowerReading> ReadPowerAsync(HostName host, string device, CancellationToken ct) =>
            Task.FromResult(new PowerReading(Off.Contains(device) ? PowerState.Off : PowerState.Unknown, device, "-"));
    }
}
