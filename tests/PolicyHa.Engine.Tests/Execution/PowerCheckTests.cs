using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Store;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Execution;

public sealed class PowerCheckTests
{
    readonly HastyClock clock = new();
    readonly Devices devices = new();
    readonly ClusterState state = new(new SignalBoard(1));
    readonly List<HostName> woken = [];
    readonly PowerCheck check;
    readonly ProofOfDeath proof;

    public PowerCheckTests()
    {
        var store = new MemoryStore(new SimTrace(clock.Inner));
        var intake = new Intake(state, HostNames.OfNova, store, store, new IntakeCounters(), clock, NullLogger<Intake>.Instance);
        intake.Woken += woken.Add;
        check = new PowerCheck(devices, intake, clock);
        proof = new ProofOfDeath.PowerReadOffTwice(H3, "bmc", clock.GetUtcNow(), clock.GetUtcNow(), true);
    }

    Task<string?> WhoSaysOn(ProofOfDeath? by = null) => check.WhoSaysOnAsync(by ?? proof, clock.GetUtcNow(), CancellationToken.None);

    void Pass(double seconds) => clock.Inner.MoveTo(clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));

    [Fact]
    public async Task What_the_proof_itself_has_read_is_not_read_again_at_once()
    {
        Pass(10);
        Assert.Null(await WhoSaysOn());
        Assert.Equal(0, devices.Asked);
    }

    [Theory]
    [InlineData(PowerState.Off, 9)]
    [InlineData(PowerState.Unknown, 59)]            // one that does not answer says nothing, and is left alone for longer
    public async Task Later_the_device_is_asked_once_for_all_who_want_to_know_within_a_while(PowerState says, double seconds)
    {
        devices.Says = says;
        Pass(11);
        Assert.Null(await WhoSaysOn());
        Pass(seconds);
        Assert.Null(await WhoSaysOn());
        Assert.Equal(1, devices.Asked);
        Pass(2);
        Assert.Null(await WhoSaysOn());
        Assert.Equal(2, devices.Asked);
    }

    [Fact]
    public async Task A_device_that_says_on_is_a_sign_of_life_and_wakes_the_host()
    {
        devices.Says = PowerState.On;
        Pass(11);
        Assert.Equal("bmc says on: On", await WhoSaysOn());
        Assert.Equal(new LifeSign(H3, "power", "bmc", clock.GetUtcNow()), state.Board.LastLifeOf(H3));
        Assert.Equal([H3], woken);
    }

    [Fact]
    public async Task Nobody_waits_long_for_a_device_that_hangs()
    {
        devices.Hangs = new TaskCompletionSource<PowerReading>();
        Pass(11);
        Assert.Null(await WhoSaysOn());
        devices.Hangs.SetResult(new PowerReading(PowerState.On, "bmc", "On"));
        string? late = null;                                        // what it answers late still counts, once it has come
        for (var look = 0; late is null && look < 5000; look++)
        {
            await Task.Delay(1);
            late = await WhoSaysOn();
        }

        Assert.Equal("bmc says on: On", late);
        Assert.Equal(1, devices.Asked);
    }

    [Fact]
    public async Task A_host_that_dumps_is_on_and_dead_all_the_same()
    {
        devices.Says = PowerState.On;
        Pass(11);
        Assert.Null(await WhoSaysOn(new ProofOfDeath.KdumpReceived(H3, "10.0.0.3", Now, Now)));
        Assert.Null(await WhoSaysOn(new ProofOfDeath.PersonConfirmed(H3, "anna", Now)));
        Assert.Equal(0, devices.Asked);
    }

    /// <summary>Whoever waits by it has waited already.</summary>
    sealed class HastyClock : TimeProvider
    {
        public SimClock Inner { get; } = new();

        public override long TimestampFrequency => Inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => Inner.GetUtcNow();

        public override long GetTimestamp() => Inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    sealed class Devices : IFencing
    {
        public int Asked { get; private set; }

        public PowerState Says { get; set; } = PowerState.Off;

        public TaskCompletionSource<PowerReading>? Hangs { get; set; }

        public FenceTopology TopologyOf(HostName host) => FenceTopology.Of("bmc");

        public Task<ActionAnswer> PowerOffAsync(HostName host, string device, ActionContext context, CancellationToken ct) => throw new NotSupportedException();

        public Task<ActionAnswer> PowerOnAsync(HostName host, string device, ActionContext context, CancellationToken ct) => throw new NotSupportedException();

        public Task<PowerReading> ReadPowerAsync(HostName host, string device, CancellationToken ct)
        {
            Asked++;
            return Hangs?.Task ?? Task.FromResult(new PowerReading(Says, device, Says.ToString()));
        }
    }
}
