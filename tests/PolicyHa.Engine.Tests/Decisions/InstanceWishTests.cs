using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Decisions;

/// <summary>What may be done with an instance that is bound to its host.</summary>
public sealed class InstanceWishTests
{
    static readonly Instance Plain = Instance("i1", "pet");

    static InstanceWish Of(Instance instance, LocalDiskPolicy disk = LocalDiskPolicy.Notify, EvacuationAnswer? pci = null, LiveMigrationAnswer? alive = null) =>
        new(instance, new ClassVerdict(InstanceClass.Pet, RuleSource.BuiltIn)
        {
            LocalDisk = disk,
            Needs = new NeedPolicy(
                pci is { } dead ? new Dictionary<HostNeed, EvacuationAnswer> { [HostNeed.Pci] = dead } : [],
                alive is { } live ? new Dictionary<HostNeed, LiveMigrationAnswer> { [HostNeed.Pci] = live } : []),
        }, null);

    static Instance WithDevice(Instance instance) => instance with { FlavorSpecs = new Dictionary<string, string> { ["pci_passthrough:alias"] = "nic:1" } };

    [Theory]
    [InlineData(BootSource.LocalDisk, LocalDiskPolicy.Leave, EvacuationAnswer.Evacuate, true)]
    [InlineData(BootSource.LocalDisk, LocalDiskPolicy.Leave, EvacuationAnswer.Leave, true)]
    [InlineData(BootSource.LocalDisk, LocalDiskPolicy.Leave, EvacuationAnswer.Notify, false)]
    [InlineData(BootSource.LocalDisk, LocalDiskPolicy.Notify, EvacuationAnswer.Leave, false)]
    [InlineData(BootSource.LocalDisk, LocalDiskPolicy.Rebuild, EvacuationAnswer.Leave, true)]
    [InlineData(BootSource.Volume, LocalDiskPolicy.Leave, EvacuationAnswer.Evacuate, false)]
    [InlineData(BootSource.Volume, LocalDiskPolicy.Notify, EvacuationAnswer.Leave, true)]
    [InlineData(BootSource.Volume, LocalDiskPolicy.Leave, EvacuationAnswer.Notify, false)]
    public void Nobody_is_called_only_where_all_that_binds_it_says_so(BootSource boot, LocalDiskPolicy disk, EvacuationAnswer pci, bool expected) =>
        Assert.Equal(expected, Of(WithDevice(Plain with { Boot = boot }), disk, pci).IsLeftUntold);

    [Fact]
    public void A_disk_that_may_be_made_anew_does_not_free_what_has_a_device()
    {
        var wish = Of(WithDevice(Plain with { Boot = BootSource.LocalDisk }), LocalDiskPolicy.Rebuild, EvacuationAnswer.Notify);
        Assert.Equal("pci: the policy does not evacuate it", wish.WhyNotEvacuate);
    }

    [Fact]
    public void What_Nova_will_not_move_alive_is_planned_all_the_same_so_that_the_next_rung_follows()
    {
        var wish = Of(WithDevice(Plain));
        Assert.Equal((false, true, LiveMigrationAnswer.Notify), (wish.CanLiveMigrate, wish.MayPlanLiveMigration, wish.LiveMigration));
        Assert.False(Of(WithDevice(Plain with { Locked = true })).MayPlanLiveMigration);
    }

    [Fact]
    public void What_the_policy_has_moved_cold_is_not_moved_alive()
    {
        var wish = Of(WithDevice(Plain), alive: LiveMigrationAnswer.Migrate);
        Assert.Equal((false, false, true), (wish.CanLiveMigrate, wish.MayPlanLiveMigration, wish.CanMigrate));
        Assert.True(Of(WithDevice(Plain), alive: LiveMigrationAnswer.LiveMigrate).CanLiveMigrate);
    }

    [Fact]
    public void What_passes_is_said_before_what_it_needs() =>
        Assert.Equal("locked", Of(WithDevice(Plain with { Locked = true })).WhyNotLiveMigrate);
}
