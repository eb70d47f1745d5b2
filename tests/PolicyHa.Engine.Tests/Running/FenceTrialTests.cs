using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Store;
using PolicyHa.Simulation.World;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Running;

/// <summary>What a person who tries a host's devices for real is told, and what is never done for her.</summary>
public sealed class FenceTrialTests
{
    readonly LeapClock clock = new();
    readonly ClusterState state = new(new SignalBoard(1));
    readonly FenceBoard devices = new();
    readonly SimHost host;
    readonly Leases leases;
    readonly FenceTrial trial;

    public FenceTrialTests()
    {
        var simulated = new SimClock();
        var world = new SimWorld(simulated, new SimTrace(simulated), new WorldTimes());
        world.Add(host = new SimHost(H3, S1) { Disabled = true });
        leases = new Leases(new MemoryStore(new SimTrace(simulated)), "me", 1, clock);
        trial = new FenceTrial(state, devices, new SimCompute(world, simulated), leases, new DecisionOptions(), new ExecutionOptions(), clock);
        state.Fleet = new Fleet(Now, [new FailoverSegment(S1, RecoveryMethod.Auto)], [Compute(H3.Value)], []);
        Work(true);
    }

    [Fact]
    public async Task Each_level_is_switched_off_and_on_again_under_the_lease()
    {
        devices.Topologies[H3.Value] = FenceBoard.Levels(["bmc"], ["pdu-a", "pdu-b"]);

        Assert.All(await RunAsync(), r => Assert.True(r is { Off: not null, On: not null, Trouble: null }, r.Trouble));
        Assert.Equal(
            ["bmc Off", "bmc On", "pdu-a Off", "pdu-b Off", "pdu-a On", "pdu-b On"], devices.Switched.Select(s => $"{s.Device} {s.Wanted}"));
        Assert.All(devices.Switched, s => Assert.Equal(leases.Of(S1)!.Epoch, s.Context.Epoch));
    }

    [Fact]
    public async Task A_device_that_only_says_yes_is_told_and_switched_on_all_the_same()
    {
        devices.Stuck.Add("bmc");
        devices.OnRead = () => leases.RenewAsync([S1], CancellationToken.None);     // as the service does all the time

        var level = Assert.Single(await RunAsync());
        Assert.Null(level.Off);
        Assert.Equal("not off within 1m: redfish bmc says on: On", level.Trouble);
        Assert.Equal([PowerState.Off, PowerState.On], devices.Switched.Select(s => s.Wanted));
    }

    [Fact]
    public async Task A_level_with_a_time_of_its_own_has_no_longer_than_in_a_fence()
    {
        devices.Stuck.Add("bmc");
        devices.Topologies[H3.Value] = new FenceTopology(
            [.. FenceBoard.Levels(["bmc"]).Levels.Select(l => l with { Delay = TimeSpan.FromSeconds(5), Time = TimeSpan.FromSeconds(20) })]);

        Assert.StartsWith("not off within 15s", Assert.Single(await RunAsync()).Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_keeps_its_answers_longer_than_a_try_lasts_is_waited_for()
    {
        devices.Topologies[H3.Value] = new FenceTopology([new FenceLevel(1, [new FenceDevice("bmc") { Keeps = TimeSpan.FromSeconds(90) }], [])]);
        devices.OnRead = () => leases.RenewAsync([S1], CancellationToken.None);

        var level = Assert.Single(await RunAsync());
        Assert.Null(level.Trouble);
        Assert.True(level is { Off.TotalSeconds: >= 90, On.TotalSeconds: >= 90 }, $"{level}");
    }

    [Fact]
    public async Task What_can_only_switch_off_leaves_the_rest_to_a_person()
    {
        devices.Topologies[H3.Value] = new FenceTopology([new FenceLevel(1, [new FenceDevice("bmc") { OnlyOff = true }], [])]);

        Assert.Equal("it can only switch off: switch the host on by hand", Assert.Single(await RunAsync()).Trouble);
    }

    [Fact]
    public async Task Maintenance_that_ends_between_two_levels_ends_the_trial()
    {
        devices.Topologies[H3.Value] = FenceBoard.Levels(["bmc"], ["pdu"]);
        devices.OnSwitch = () => Work(false);

        var results = await RunAsync();
        Assert.Null(results[0].Trouble);
        Assert.StartsWith("h3 is not in maintenance", results[1].Trouble, StringComparison.Ordinal);
        Assert.DoesNotContain(devices.Switched, s => s.Device == "pdu");
    }

    [Fact]
    public async Task Whoever_has_lost_the_segment_switches_nothing_any_more()
    {
        devices.OnSwitch = () => clock.Pass(Leases.Ttl);

        Assert.StartsWith("not switched on: by now another process acts for its segment", Assert.Single(await RunAsync()).Trouble, StringComparison.Ordinal);
        Assert.Equal(PowerState.Off, Assert.Single(devices.Switched).Wanted);
    }

    [Fact]
    public async Task A_host_that_Nova_may_still_place_instances_on_is_refused()
    {
        await leases.RenewAsync([S1], CancellationToken.None);
        host.Disabled = false;

        Assert.StartsWith("Nova may still place instances on h3", await trial.WhyNotAsync(H3, CancellationToken.None), StringComparison.Ordinal);
    }

    async Task<IReadOnlyList<FenceTrialResult>> RunAsync()
    {
        await leases.RenewAsync([S1], CancellationToken.None);
        return await trial.RunAsync(H3, CancellationToken.None);
    }

    void Work(bool on) => state.Operators = OperatorState.Initial with
    {
        Maintenance = on ? [new MaintenanceWindow(WorkScope.Of(H3), "ann", "to try its devices", clock.GetUtcNow(), null)] : [],
    };
}
