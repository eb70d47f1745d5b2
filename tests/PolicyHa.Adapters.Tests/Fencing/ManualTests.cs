using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.Tests.Fencing.Contract;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.Fencing;

public sealed class ManualTests
{
    [Fact]
    public async Task A_host_that_a_person_switches_off_can_be_fenced_and_nothing_is_spoken_to()
    {
        await using var run = new DeviceRun(new FencingDeviceOptions { Kind = "manual", Hosts = ["compute-*"] });

        Assert.True(run.Fencing.CanFence(new("compute-1")));
        Assert.False(run.Fencing.CanFence(new("web-1")));
        Assert.False(run.Fencing.TopologyOf(new("compute-1")).HasDevices);
        Assert.Equal(PowerState.Unknown, (await run.ReadAsync("compute-1")).State);
        Assert.False(Assert.IsType<ActionAnswer.Refused>(await run.OffAsync("compute-1")).Retryable);
    }
}
