using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Tests.Decisions;

public class VerdictCombinationsTests
{
    [Fact]
    public void A_policy_does_not_differ_from_itself()
    {
        Assert.Equal(768, VerdictCombinations.Count);
        Assert.Empty(VerdictCombinations.Between(Asked.Default, Asked.Policy(), Asked.Options));
    }

    [Fact]
    public void One_edited_cell_differs_exactly_where_its_row_speaks()
    {
        var edited = Asked.Policy(("| fence, evacuate | live-migrate       ", "| fence, evacuate | notify             "));

        var changes = VerdictCombinations.Between(Asked.Default, edited, Asked.Options);

        // tenant-lost: admin, storage and compute up or degraded; a mixed host only where it cannot be drained
        Assert.All(changes, c =>
        {
            Assert.Equal(SignalStatus.Down, c.Host.Tenant);
            Assert.Contains(c.Host.Admin, (SignalStatus[])[SignalStatus.Up, SignalStatus.Degraded]);
            Assert.NotEqual("cattle", c.Host.Content);
        });
        Assert.Equal(8, changes.Count(c => c.Host.Content == "pets"));
        Assert.Equal(7, changes.Count(c => c.Host.Content == "mixed"));
    }

    [Fact]
    public void A_later_rung_differs_from_its_age_on()
    {
        var later = Asked.Policy(("after 5m", "after 20m"));

        var changes = VerdictCombinations.Between(Asked.Default, later, Asked.Options);

        Assert.NotEmpty(changes);
        Assert.All(changes, c => Assert.Equal(TimeSpan.FromMinutes(5), c.Age));
        Assert.All(changes, c => Assert.Empty(c.NewActs));
    }
}
