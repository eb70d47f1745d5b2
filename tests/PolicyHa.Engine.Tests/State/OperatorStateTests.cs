using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.State;

public sealed class OperatorStateTests
{
    [Fact]
    public void A_maintenance_window_ends_at_its_end()
    {
        var state = OperatorState.Initial with { Maintenance = [new MaintenanceWindow(H3, "alice", "disks", Now, After(10))] };
        Assert.True(state.InMaintenance(H3, After(9)));
        Assert.False(state.InMaintenance(H3, After(10)));
        Assert.False(state.InMaintenance(new HostName("h2"), After(9)));
    }
}
