using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Running;

/// <summary>What can be expected of a fence of a host without a device.</summary>
public sealed class FenceStandingTests
{
    [Fact]
    public async Task Without_anything_it_is_trouble() => Assert.Equal((FenceStanding.NoDevice, true), await StandingAsync(FenceTopology.None));

    [Fact]
    public async Task By_a_person_it_is_meant_so() =>
        Assert.Equal((FenceStanding.ByPersonOnly, false), await StandingAsync(new FenceTopology([]) { ByPerson = true }));

    [Fact]
    public async Task A_watchdog_is_waited_for_before_a_person() =>
        Assert.Equal((FenceStanding.ByWatchdogOnly, false), await StandingAsync(new FenceTopology([]) { ByPerson = true, Watchdog = new FenceWatchdog() }));

    [Fact]
    public async Task A_person_does_not_make_up_for_a_device_that_there_should_be() =>
        Assert.Equal((FenceStanding.NoDevice, true), await StandingAsync(new FenceTopology([new FenceLevel(1, [], ["ilo"])]) { ByPerson = true }));

    static async Task<(FenceStanding Standing, bool IsTrouble)> StandingAsync(FenceTopology topology)
    {
        var inspector = new FenceInspector(
            new ClusterState(new SignalBoard(1)), new NoDevices(topology), new FenceCheckOptions(), TimeProvider.System, NullLogger<FenceInspector>.Instance);
        var check = await inspector.InspectAsync(H3, CancellationToken.None);
        return (check.Standing, check.Trouble is not null);
    }

    sealed class NoDevices(FenceTopology topology) : IFencing
    {
        public FenceTopology TopologyOf(HostName host) => topology;

        public Task<ActionAnswer> PowerOffAsync(HostName host, string device, ActionContext context, CancellationToken ct) => throw Nobody;

        public Task<ActionAnswer> PowerOnAsync(HostName host, string device, ActionContext context, CancellationToken ct) => throw Nobody;

        public Task<PowerReading> ReadPowerAsync(HostName host, string device, CancellationToken ct) => throw Nobody;

        static InvalidOperationException Nobody => new("there is nobody to ask");
    }
}
