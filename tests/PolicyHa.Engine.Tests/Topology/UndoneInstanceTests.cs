using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests.Topology;

public sealed class UndoneInstanceTests
{
    static readonly HostName H1 = new("h1");

    [Theory]
    [InlineData("h1", VmState.Active, null, true)]
    [InlineData("h1", VmState.Stopped, null, true)]
    [InlineData("h1", VmState.Active, "powering-off", false)]
    [InlineData("h1", VmState.Error, null, false)]
    [InlineData("h3", VmState.Active, null, false)]
    [InlineData("h3", VmState.Active, "rebuilding", false)]
    [InlineData("h3", VmState.Deleted, null, true)]
    public void It_is_settled_when_it_is_at_rest_elsewhere_or_deleted(string host, VmState state, string? task, bool isSettled)
    {
        var seen = Some.Instance("c1", "cattle", state) with { Host = new HostName(host), TaskState = task };
        Assert.Equal(isSettled, new UndoneInstance(seen.Id, seen.Name, seen).IsSettled(Some.H3));
    }

    [Theory]
    [InlineData(VmState.Active, VmState.Stopped, false)]
    [InlineData(VmState.Active, VmState.Active, true)]
    [InlineData(VmState.Active, VmState.Error, false)]
    [InlineData(VmState.Stopped, VmState.Stopped, true)]
    public void One_that_came_up_wrong_and_ran_before_is_settled_when_it_runs(VmState former, VmState state, bool isSettled)
    {
        var seen = Some.Instance("c1", "cattle", state) with { Host = H1 };
        var undone = new UndoneInstance(seen.Id, seen.Name, seen) { CameUpWrong = true, Former = former };
        Assert.Equal(isSettled, undone.IsSettled(Some.H3));
    }

    [Fact]
    public void What_the_cloud_has_no_more_is_settled()
    {
        var gone = new UndoneInstance(new InstanceId("id-c1"), "c1", null);
        Assert.True(gone.IsSettled(Some.H3));
        Assert.Equal("c1 is deleted", gone.Whereabouts);
    }

    [Fact]
    public void It_is_told_where_it_is()
    {
        var seen = Some.Instance("c1", "cattle") with { Host = H1 };
        Assert.Equal("c1 is on h1", new UndoneInstance(seen.Id, "c1", seen).Whereabouts);
    }
}
