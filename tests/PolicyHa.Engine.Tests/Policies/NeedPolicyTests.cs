using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests.Policies;

/// <summary>What is done with instances that are bound to their host, where the policy is silent and where it is not.</summary>
public sealed class NeedPolicyTests
{
    static HostNeeds All(params HostNeed[] needs) => needs.Aggregate(HostNeeds.None, (all, one) => all.With(one));

    static NeedPolicy Said(params (HostNeed, EvacuationAnswer)[] answers) =>
        new(answers.ToDictionary(a => a.Item1, a => a.Item2), new Dictionary<HostNeed, LiveMigrationAnswer>());

    static NeedPolicy Said(params (HostNeed, LiveMigrationAnswer)[] answers) =>
        new(new Dictionary<HostNeed, EvacuationAnswer>(), answers.ToDictionary(a => a.Item1, a => a.Item2));

    [Fact]
    public void Who_needs_nothing_is_moved_like_any_other()
    {
        Assert.Equal((EvacuationAnswer.Evacuate, LiveMigrationAnswer.LiveMigrate), (NeedPolicy.BuiltIn.EvacuationOf(HostNeeds.None), NeedPolicy.BuiltIn.LiveMigrationOf(HostNeeds.None)));
        Assert.Null(NeedPolicy.BuiltIn.WhyNotEvacuate(HostNeeds.None));
        Assert.Null(NeedPolicy.BuiltIn.WhyNotLiveMigrate(HostNeeds.None));
    }

    [Theory]
    [InlineData(HostNeed.Accelerator, null, "accelerator: Nova does not live-migrate it")]
    [InlineData(HostNeed.EncryptedMemory, null, "encrypted-memory: Nova does not live-migrate it")]
    [InlineData(HostNeed.HugePages, null, null)]
    [InlineData(HostNeed.Numa, null, null)]
    [InlineData(HostNeed.Pci, null, "pci: not every Nova live-migrates it, and the policy does not say that this one does")]
    [InlineData(HostNeed.PersistentMemory, "persistent-memory: what is in it stays on the host", null)]
    [InlineData(HostNeed.PinnedCpus, null, null)]
    [InlineData(HostNeed.Realtime, null, null)]
    [InlineData(HostNeed.Vgpu, null, "vgpu: not every Nova live-migrates it, and the policy does not say that this one does")]
    [InlineData(HostNeed.Vtpm, "vtpm: Nova does not evacuate it", "vtpm: not every Nova live-migrates it, and the policy does not say that this one does")]
    public void Built_in_is_what_Nova_can_do(HostNeed need, string? dead, string? alive)
    {
        Assert.Equal(dead, NeedPolicy.BuiltIn.WhyNotEvacuate(All(need)));
        Assert.Equal(alive, NeedPolicy.BuiltIn.WhyNotLiveMigrate(All(need)));
    }

    [Fact]
    public void The_policys_word_goes_before_what_is_built_in_and_need_by_need()
    {
        var policy = Said((HostNeed.Pci, EvacuationAnswer.Leave), (HostNeed.Vtpm, EvacuationAnswer.Evacuate), (HostNeed.Numa, EvacuationAnswer.Notify));

        Assert.Equal("pci: the policy leaves it with its host", policy.WhyNotEvacuate(All(HostNeed.Pci)));
        Assert.Null(policy.WhyNotEvacuate(All(HostNeed.Vtpm)));
        Assert.Equal("numa: the policy does not evacuate it", policy.WhyNotEvacuate(All(HostNeed.Numa)));
        Assert.NotNull(policy.WhyNotEvacuate(All(HostNeed.PersistentMemory)));
    }

    [Fact]
    public void Of_several_needs_the_strictest_answer_counts_and_gives_the_reason()
    {
        var policy = Said((HostNeed.Pci, EvacuationAnswer.Leave));

        Assert.Equal(EvacuationAnswer.Leave, policy.EvacuationOf(All(HostNeed.Pci, HostNeed.Numa)));
        Assert.Equal(EvacuationAnswer.Notify, policy.EvacuationOf(All(HostNeed.Pci, HostNeed.Vtpm)));
        Assert.Equal("vtpm: Nova does not evacuate it", policy.WhyNotEvacuate(All(HostNeed.Pci, HostNeed.Vtpm)));
    }

    [Fact]
    public void A_live_migration_is_made_cold_unless_another_need_stands_against_it()
    {
        var policy = Said((HostNeed.Pci, LiveMigrationAnswer.Migrate), (HostNeed.Vgpu, LiveMigrationAnswer.LiveMigrate));

        Assert.Equal(LiveMigrationAnswer.Migrate, policy.LiveMigrationOf(All(HostNeed.Pci, HostNeed.Vgpu)));
        Assert.Equal("pci: the policy has it migrated cold", policy.WhyNotLiveMigrate(All(HostNeed.Pci, HostNeed.Vgpu)));
        Assert.Equal(LiveMigrationAnswer.Notify, policy.LiveMigrationOf(All(HostNeed.Pci, HostNeed.Accelerator)));
        Assert.Null(policy.WhyNotLiveMigrate(All(HostNeed.Vgpu)));
        Assert.Equal("numa: the policy does not live-migrate it", Said((HostNeed.Numa, LiveMigrationAnswer.Notify)).WhyNotLiveMigrate(All(HostNeed.Numa)));
    }
}
