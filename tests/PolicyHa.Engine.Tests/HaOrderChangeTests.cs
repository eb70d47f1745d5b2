using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests;

public sealed class HaOrderChangeTests
{
    static Instance One(string name, string? group = null, string? after = null, string project = "p")
    {
        var metadata = new Dictionary<string, string>();
        if (group is not null)
            metadata[HaOrder.GroupKey] = group;
        if (after is not null)
            metadata[HaOrder.AfterKey] = after;
        return new Instance(new InstanceId(name), name, new HostName("h1"), project, VmState.Active, null, BootSource.Volume, new Flavor("f", 1, 1, 1))
        {
            Metadata = metadata,
        };
    }

    static readonly Instance[] Fleet = [One("d", "db"), One("a", "app", "db"), One("w", "web", "app"), One("x", "web", "cache", "another")];

    [Fact]
    public void What_is_not_said_stays_as_it_is() =>
        Assert.Equal(
            new Dictionary<string, string> { [HaOrder.PriorityKey] = "900", [HaOrder.AfterKey] = "db,cache" },
            new HaOrderChange(900, null, ["db", "cache"]).Words);

    [Fact]
    public void A_circle_is_named_whole_and_only_within_the_project()
    {
        Assert.Equal(["app", "db", "web"], new HaOrderChange(null, null, ["web"]).CircleWith(Fleet[0], Fleet).Select(g => g.Name));
        Assert.Equal(["web"], new HaOrderChange(null, null, ["web"]).CircleWith(Fleet[2], Fleet).Select(g => g.Name));
        Assert.Empty(new HaOrderChange(null, null, ["cache"]).CircleWith(Fleet[0], Fleet));
        Assert.Empty(new HaOrderChange(null, null, []).CircleWith(Fleet[1], Fleet));
    }

    [Fact]
    public void One_of_no_group_can_close_no_circle() =>
        Assert.Empty(new HaOrderChange(null, null, ["web"]).CircleWith(One("n"), Fleet));

    [Fact]
    public void What_cannot_be_read_is_said()
    {
        Assert.Contains("HA_Priority '1001' is not a number", Assert.Single(new HaOrderChange(1001, null, null).MistakesFor(Fleet[0])), StringComparison.Ordinal);
        Assert.Contains("HA_Group 'two words'", Assert.Single(new HaOrderChange(null, "two words", null).MistakesFor(Fleet[0])), StringComparison.Ordinal);
        Assert.Empty(new HaOrderChange(0, "db", ["app"]).MistakesFor(Fleet[0]));
    }
}
