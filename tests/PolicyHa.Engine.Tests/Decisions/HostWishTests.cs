using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Tests.Properties;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Decisions;

public sealed class HostWishTests
{
    static readonly RecoveryPolicy Policy = SafetyLawTests.Policy("drain-then-fence");
    static readonly ActionLadder Fence = Ladder(RecoveryAction.Fence, RecoveryAction.Evacuate);
    static readonly RowMatch TenantLost = Row(Fence, Ladder(RecoveryAction.LiveMigrate));
    static readonly HostSignals NoTenant = SignalsWith(Signal.TenantNetwork);

    static HostWish Of(MixedHosts mode, RowMatch row, HostSignals signals, params Instance[] instances) =>
        HostWish.Of(Host(signals, instances), row, TimeSpan.Zero, Policy with { MixedHosts = mode });

    static string[] NamesOf(IEnumerable<InstanceWish> wishes) => [.. wishes.Select(w => w.Instance.Name)];

    [Fact]
    public void Drain_then_fence_moves_the_pet_and_evacuates_the_cow()
    {
        var wish = Of(MixedHosts.DrainThenFence, TenantLost, NoTenant, Instance("c1", "cattle"), Instance("p1", "pet"));
        Assert.Equal((PlanStrength.Fence, false), (wish.Strength, wish.FenceHeld));
        Assert.Equal(["p1"], NamesOf(wish.Drained));
        Assert.Equal(["c1"], NamesOf(wish.Evacuated));
    }

    [Theory]
    [InlineData(Signal.AdminNetwork, "admin")]
    [InlineData(Signal.StorageNetwork, "storage")]
    [InlineData(Signal.Libvirt, "nova-compute or libvirt")]
    public void Without_the_means_to_move_the_pet_the_fence_is_held(Signal down, string named)
    {
        var wish = Of(MixedHosts.DrainThenFence, TenantLost, SignalsWith(down), Instance("c1", "cattle"), Instance("p1", "pet"));
        Assert.True(wish.FenceHeld);
        Assert.Contains(named, wish.Conflict, StringComparison.Ordinal);
        Assert.Equal(PlanStrength.Migrate, wish.Strength);
        Assert.EndsWith(" without fence", wish.Intent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pet_that_cannot_be_live_migrated_holds_the_fence()
    {
        var wish = Of(MixedHosts.DrainThenFence, TenantLost, NoTenant, Instance("c1", "cattle"), Instance("p1", "pet", VmState.Error));
        Assert.Contains("p1 (error) cannot be live-migrated", wish.Conflict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_pet_has_nothing_to_lose()
    {
        var wish = Of(MixedHosts.PetsWin, TenantLost, NoTenant, Instance("c1", "cattle"), Instance("p1", "pet", VmState.Stopped));
        Assert.Equal((PlanStrength.Fence, false), (wish.Strength, wish.FenceHeld));
        Assert.Equal(["p1", "c1"], NamesOf(wish.Evacuated));
    }

    [Fact]
    public void Pets_win_never_fences_under_a_pet()
    {
        var wish = Of(MixedHosts.PetsWin, TenantLost, NoTenant, Instance("c1", "cattle"), Instance("p1", "pet"));
        Assert.True(wish.FenceHeld);
        Assert.Empty(wish.Evacuated);
    }

    [Fact]
    public void Cattle_win_fences_and_evacuates_both_the_pet_first()
    {
        var wish = Of(MixedHosts.CattleWin, TenantLost, NoTenant, Instance("c1", "cattle"), Instance("p1", "pet"));
        Assert.Equal(["p1", "c1"], NamesOf(wish.Evacuated));
        Assert.Empty(wish.Drained);
    }

    [Fact]
    public void What_the_table_wants_fenced_for_both_is_no_conflict() =>
        Assert.Null(Of(MixedHosts.PetsWin, Row(Fence, Fence), NoTenant, Instance("c1", "cattle"), Instance("p1", "pet")).Conflict);

    [Fact]
    public void An_instance_on_the_hosts_own_disk_is_not_evacuated()
    {
        var wish = Of(MixedHosts.CattleWin, Row(Fence, Fence), NoTenant, Instance("c1", "cattle"), Instance("l1", "cattle", boot: BootSource.LocalDisk));
        Assert.Equal(["c1"], NamesOf(wish.Evacuated));
    }

    [Fact]
    public void A_pet_with_a_device_holds_the_fence_and_the_reason_says_so()
    {
        var bound = Instance("p1", "pet") with { FlavorSpecs = new Dictionary<string, string> { ["accel:device_profile"] = "fpga" } };
        var wish = Of(MixedHosts.DrainThenFence, TenantLost, NoTenant, Instance("c1", "cattle"), bound);
        Assert.True(wish.FenceHeld);
        Assert.EndsWith("p1 (accelerator: Nova does not live-migrate it) cannot be live-migrated", wish.Conflict, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instance_with_a_tpm_is_not_evacuated()
    {
        var bound = Instance("v1", "cattle") with { ImageProperties = new Dictionary<string, string> { ["hw_tpm_version"] = "2.0" } };
        var wish = Of(MixedHosts.CattleWin, Row(Fence, Fence), NoTenant, Instance("c1", "cattle"), bound);
        Assert.Equal(["c1"], NamesOf(wish.Evacuated));
        Assert.Equal(PlanStrength.Fence, wish.Strength);
        Assert.Equal(["not evacuated: v1 (vtpm: Nova does not evacuate it)"], BoundInstances.Dead(wish));
    }

    [Fact]
    public void A_later_rung_is_another_intent()
    {
        var ladder = new ActionLadder([
            new LadderRung(TimeSpan.Zero, [RecoveryAction.Notify]), new LadderRung(TimeSpan.FromMinutes(5), [RecoveryAction.Fence])]);
        var (row, host) = (Row(Fence, ladder), Host(NoTenant, Instance("p1", "pet")));
        var (early, late) = (HostWish.Of(host, row, TimeSpan.Zero, Policy), HostWish.Of(host, row, TimeSpan.FromMinutes(5), Policy));
        Assert.Equal((PlanStrength.Notify, "host-context/some-row"), (early.Strength, early.Intent));
        Assert.Equal((PlanStrength.Fence, "host-context/some-row after 5m"), (late.Strength, late.Intent));
    }
}
