using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Running;

public sealed class FenceInspectorTests
{
    readonly LeapClock clock = new();
    readonly ClusterState state = new(new SignalBoard(1));
    readonly FenceBoard devices = new();
    readonly FenceCheckOptions options = new();
    readonly FenceInspector inspector;

    public FenceInspectorTests()
    {
        inspector = new FenceInspector(state, devices, options, clock, NullLogger<FenceInspector>.Instance);
        Have(Compute("h1"), Compute("h2"), Compute("h3"));
    }

    [Fact]
    public async Task A_host_whose_devices_all_answer_is_good()
    {
        var check = await InspectAsync("h1");

        Assert.Equal((FenceStanding.Good, null), (check.Standing, check.Trouble));
        Assert.Equal("on", Assert.Single(Assert.Single(check.Levels).Devices).Power);
        Assert.Same(check, state.FenceChecks.Of(new("h1")));
    }

    [Fact]
    public async Task One_level_that_would_do_is_weak_and_none_is_broken()
    {
        devices.Topologies["h1"] = FenceBoard.Levels(["ilo"], ["pdu-a", "pdu-b"]);
        devices.Says[("h1", "pdu-b")] = PowerState.Unknown;
        var weak = await InspectAsync("h1");
        Assert.Equal((FenceStanding.Weak, "only by level 1; level 2: redfish pdu-b: HTTP 401"), (weak.Standing, weak.Trouble));

        devices.Says[("h1", "ilo")] = PowerState.Unknown;
        var broken = await InspectAsync("h1");
        Assert.Equal(
            (FenceStanding.Broken, "level 1: redfish ilo: HTTP 401; level 2: redfish pdu-b: HTTP 401", 1), (broken.Standing, broken.Trouble, broken.InARow));
        Assert.Equal(2, (await InspectAsync("h1")).InARow);
    }

    [Fact]
    public async Task A_level_of_supplies_that_misses_one_would_not_do()
    {
        devices.Topologies["h1"] = new([new FenceLevel(1, [new FenceDevice("pdu-a") { IsSupply = true }], ["pdu-b"])]);

        Assert.Equal("there is no pdu-b, and one supply alone proves nothing", (await InspectAsync("h1")).Trouble);
    }

    [Fact]
    public async Task A_host_without_any_device_is_a_trouble_unless_its_watchdog_is_waited_for()
    {
        devices.Topologies["h1"] = FenceTopology.None;
        devices.Topologies["h2"] = FenceTopology.None with { Watchdog = new FenceWatchdog() };

        Assert.Equal((FenceStanding.NoDevice, "no fencing device is configured for it"), (await InspectAsync("h1") is var none ? none.Standing : default, none.Trouble));
        Assert.Equal((FenceStanding.ByWatchdogOnly, null), (await InspectAsync("h2") is var dog ? dog.Standing : default, dog.Trouble));
    }

    [Fact]
    public async Task A_device_that_says_off_of_a_host_at_work_is_another_s_or_lies()
    {
        devices.Says[("h1", "bmc")] = PowerState.Off;
        var liar = await InspectAsync("h1");
        Assert.Equal((FenceStanding.Broken, "redfish bmc says off, though it is at work: the device may be another machine's"), (liar.Standing, liar.Trouble));

        Have(Compute("h1") with { ServiceUp = false });
        Assert.Null((await InspectAsync("h1")).Trouble);
    }

    /// <summary>A person may switch it off there, or have it switched off to try its devices; who watches it sees that only a little later.</summary>
    [Fact]
    public async Task A_host_in_maintenance_may_be_off_though_nobody_has_seen_it_yet()
    {
        devices.Says[("h1", "bmc")] = PowerState.Off;
        state.Operators = OperatorState.Initial with { Maintenance = [new MaintenanceWindow(WorkScope.Of(new HostName("h1")), "ann", "disk", clock.GetUtcNow(), null)] };

        Assert.Null((await InspectAsync("h1")).Trouble);
    }

    [Fact]
    public async Task One_supply_that_is_off_says_nothing_about_the_host()
    {
        devices.Topologies["h1"] = new([new FenceLevel(1, [new FenceDevice("a") { IsSupply = true }, new FenceDevice("b") { IsSupply = true }], [])]);
        devices.Says[("h1", "a")] = PowerState.Off;

        Assert.Equal(FenceStanding.Good, (await InspectAsync("h1")).Standing);
    }

    [Fact]
    public async Task Every_host_is_asked_once_in_its_time_and_one_in_trouble_sooner()
    {
        devices.Says[("h2", "bmc")] = PowerState.Unknown;

        await RunAsync(TimeSpan.FromMinutes(9));
        Assert.Equal(["h1", "h2", "h2", "h2", "h2", "h2", "h3"], devices.Asked.Order());
        await RunAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, devices.Asked.Count(h => h == "h1"));
    }

    [Fact]
    public async Task No_more_are_begun_in_a_second_than_may_be_and_no_more_are_under_way()
    {
        Have([.. Enumerable.Range(0, 50).Select(i => Compute($"h{i:00}"))]);
        await RunAsync(TimeSpan.FromSeconds(2));
        Assert.InRange(devices.Asked.Count, 15, 21);

        devices.Asked.Clear();
        devices.Hanging.UnionWith(Enumerable.Range(0, 50).Select(i => $"h{i:00}"));
        await RunAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(options.AtOnce, devices.Asked.Count);
    }

    [Fact]
    public async Task A_host_that_is_being_fenced_is_left_alone()
    {
        state.Book.Apply(new StateChanges(S1, 1) { Incidents = [Incident()], Plans = [Plan(Step(1, StepKind.Fence).Start(Now))] });

        await RunAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["h1", "h2"], devices.Asked.Order());
    }

    [Fact]
    public async Task What_is_known_of_a_host_goes_with_it()
    {
        devices.Says[("h2", "bmc")] = PowerState.Unknown;
        await InspectAsync("h2");
        Assert.True(state.FenceChecks.AnyTrouble);

        Have(Compute("h1"));

        Assert.Null(state.FenceChecks.Of(new("h2")));
        Assert.False(state.FenceChecks.AnyTrouble);
    }

    [Fact]
    public async Task Zero_is_never()
    {
        var never = new FenceInspector(state, devices, options with { Every = TimeSpan.Zero }, clock, NullLogger<FenceInspector>.Instance);

        await never.RunAsync(CancellationToken.None);

        Assert.Empty(devices.Asked);
    }

    void Have(params ComputeHost[] hosts) => state.Fleet = new Fleet(clock.GetUtcNow(), [new FailoverSegment(S1, RecoveryMethod.Auto)], hosts, []);

    Task<FenceCheck> InspectAsync(string host) => inspector.InspectAsync(new(host), CancellationToken.None);

    async Task RunAsync(TimeSpan time)
    {
        using var stop = new CancellationTokenSource();
        clock.EndsIn(time, stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inspector.RunAsync(stop.Token));
    }
}
