using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.State;

public sealed class OperatorStateTests
{
    [Fact]
    public void A_maintenance_window_ends_at_its_end()
    {
        var state = OperatorState.Initial with { Maintenance = [new MaintenanceWindow(WorkScope.Of(H3), "alice", "disks", Now, After(10))] };
        Assert.True(IsWorkedOn(state, H3, 9));
        Assert.False(IsWorkedOn(state, H3, 10));
        Assert.False(IsWorkedOn(state, new HostName("h2"), 9));
    }

    [Fact]
    public void Switches_of_a_segment_cover_its_hosts_and_no_others()
    {
        var scope = WorkScope.Of(S1);
        var state = OperatorState.Initial
            .BeginMaintenance(new MaintenanceWindow(scope, "alice", "racks", Now, null))
            .Disarm(new Disarmed("alice", "racks", Now) { Scope = scope, Until = After(10) })
            .Begin(new Pause(scope, "upgrade", "bob", Now, null));
        var other = new SegmentName("s2");

        Assert.NotNull(state.WindowOf(H3, S1, Now));
        Assert.NotNull(state.DisarmOf(H3, S1, After(9)));
        Assert.Null(state.DisarmOf(H3, S1, After(10)));
        Assert.Equal("upgrade", state.PauseOf(H3, S1, Now)!.Reason);
        Assert.Null(state.WindowOf(H3, other, Now));
        Assert.Null(state.DisarmOf(H3, other, Now));
        Assert.Null(state.PauseOf(H3, other, Now));
    }

    [Fact]
    public void A_pause_lasts_while_one_of_its_reasons_is_left()
    {
        var state = OperatorState.Initial
            .Begin(new Pause(WorkScope.Everything, "upgrade", "bob", Now, null))
            .Begin(new Pause(WorkScope.Everything, "storage-move", "eve", Now, null))
            .Begin(new Pause(WorkScope.Everything, "upgrade", "bob", After(1), null));

        state = state.EndPause(WorkScope.Everything, "upgrade");
        Assert.Equal("storage-move", state.PauseOf(H3, S1, Now)!.Reason);
        Assert.Null(state.EndPause(WorkScope.Everything, "storage-move").PauseOf(H3, S1, Now));
    }

    [Fact]
    public void Arming_everything_leaves_a_segment_that_was_disarmed_for_itself()
    {
        var state = OperatorState.Initial
            .Disarm(new Disarmed("alice", "audit", Now))
            .Disarm(new Disarmed("bob", "racks", Now) { Scope = WorkScope.Of(S1) });

        Assert.Equal("audit", state.DisarmOf(H3, S1, Now)!.Reason);
        state = state.Arm(WorkScope.Everything);
        Assert.Equal("racks", state.DisarmOf(H3, S1, Now)!.Reason);
        Assert.Null(state.Arm(WorkScope.Of(S1)).DisarmOf(H3, S1, Now));
    }

    [Fact]
    public void What_has_ended_by_itself_is_dropped()
    {
        var state = OperatorState.Initial
            .Disarm(new Disarmed("alice", "audit", Now) { Until = After(5) })
            .Begin(new Pause(WorkScope.Of(H3), "upgrade", "bob", Now, After(6)))
            .BeginMaintenance(new MaintenanceWindow(WorkScope.Of(H3), "alice", "disks", Now, After(7)));

        Assert.NotNull(state.At(After(4)).Disarmed);
        var later = state.At(After(6));
        Assert.Null(later.Disarmed);
        Assert.Empty(later.Pauses);
        Assert.Single(later.Maintenance);
    }

    static bool IsWorkedOn(OperatorState state, HostName host, int minute) => state.WindowOf(host, S1, After(minute)) is not null;
}
