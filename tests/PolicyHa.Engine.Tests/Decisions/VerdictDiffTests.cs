using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Tests.Decisions;

public class VerdictDiffTests
{
    static readonly TimeSpan LongAgo = TimeSpan.FromHours(1);

    [Fact]
    public void A_policy_that_newly_fences_is_told_apart_from_one_that_no_longer_does()
    {
        var dead = Asked.Segment(LongAgo, 1, 0, Asked.Networks);

        var bolder = Assert.Single(Asked.Diff(dead, Asked.Quiet, Asked.Default).Changes);
        var gentler = Assert.Single(Asked.Diff(dead, Asked.Default, Asked.Quiet).Changes);

        Assert.Equal(("notify", "fence h1, evacuate c1"), (bolder.Before, bolder.After));
        Assert.Equal(["fence h1", "evacuate c1"], bolder.NewActs);
        Assert.True(bolder.IsNewDestructive);
        Assert.False(gentler.IsNewDestructive);
    }

    [Fact]
    public void The_same_asked_by_another_row_is_no_change()
    {
        var renamed = Asked.Policy(("| dead   ", "| lifeless"), ("row: dead}}", "row: lifeless}}"));

        Assert.Empty(Asked.Diff(Asked.Segment(LongAgo, 1, 1, Asked.Networks), Asked.Default, renamed).Changes);
    }

    [Fact]
    public void New_acts_are_told_by_instance()
    {
        var petsToo = Asked.Policy(("| fence, evacuate | live-migrate       ", "| fence, evacuate | fence, evacuate    "));

        var change = Assert.Single(
            Asked.Diff(Asked.Segment(LongAgo, 1, 1, Signal.TenantNetwork), Asked.Default, petsToo).Changes);

        Assert.Equal(["evacuate p1"], change.NewActs);              // the host was fenced before, after moving the pet
    }

    [Fact]
    public void Nothing_that_holds_a_host_back_now_hides_what_is_new_about_it()
    {
        var disarmed = Asked.Segment(LongAgo, 1, 0, Asked.Networks) with
        {
            Operators = OperatorState.Initial with { Disarmed = new Disarmed("alice", "", DateTimeOffset.UnixEpoch) },
            SawEverything = false,
        };
        var alone = Asked.Segment(LongAgo, 1, 0, Asked.Networks);
        alone = alone with { Hosts = [.. alone.Hosts.Where(h => h.Name == MadeUpSegment.Host)] };
        var unsettled = Asked.Segment(TimeSpan.Zero, 1, 0, Asked.Networks);

        Assert.True(Asked.Diff(disarmed, Asked.Quiet, Asked.Default).HasNewActs);
        Assert.True(Asked.Diff(alone, Asked.Quiet, Asked.Default).HasNewActs);
        Assert.True(Asked.Diff(unsettled, Asked.Quiet, Asked.Default).HasNewActs);
    }

    [Fact]
    public void An_outage_is_told_apart_from_the_host_that_stands_for_it()
    {
        var host = new Verdict { Host = MadeUpSegment.Host, Subject = "h1", Strength = PlanStrength.Notify };
        var rack = new Verdict
        {
            Host = MadeUpSegment.Host,
            Scope = "rack r7",
            Subject = "rack r7",
            Hold = HoldReason.WideOutage,
            Because = "5 hosts lost the same network",
        };

        var change = Assert.Single(VerdictDiff.Between([host, rack], [host]).Changes);

        Assert.Equal(
            ("rack r7", "hold: wide-outage: 5 hosts lost the same network", "nothing"),
            (change.Subject, change.Before, change.After));
    }

    [Fact]
    public void A_limit_of_zero_that_is_lifted_is_new()
    {
        var never = Asked.Policy(("max_fencing: {type: int, default: 2", "max_fencing: {type: int, default: 0"));

        var change = Assert.Single(
            Asked.Diff(Asked.Segment(LongAgo, 1, 0, Asked.Networks), never, Asked.Default).Changes);

        Assert.StartsWith("hold: fencing-limit", change.Before, StringComparison.Ordinal);
        Assert.Equal(["fence h1", "evacuate c1"], change.NewActs);
    }

    [Fact]
    public void A_rung_that_comes_sooner_is_a_change_but_nothing_new_in_the_end()
    {
        var sooner = Asked.Policy(("after 5m", "after 1m"));
        var cutOff = Asked.Segment(TimeSpan.FromMinutes(2), 0, 1, Signal.AdminNetwork, Signal.TenantNetwork);

        var change = Assert.Single(Asked.Diff(cutOff, Asked.Default, sooner).Changes);

        Assert.Equal("notify; in time: fence h1, evacuate p1", change.Before);
        Assert.Equal(["fence h1", "evacuate p1"], change.NewActs);  // at this moment it is
        var fresh = Asked.Segment(TimeSpan.FromSeconds(30), 0, 1, Signal.AdminNetwork, Signal.TenantNetwork);
        Assert.Empty(Asked.Diff(fresh, Asked.Default, sooner).Changes);
    }
}
