using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;

namespace PolicyHa.Engine.Tests.Decisions;

public sealed class HostDeciderTests
{
    /// <summary>A host without its tenant network, whose pets Nova is resizing: they cannot be live-migrated.</summary>
    static Decision Decided(int cattle)
    {
        var segment = Asked.Segment(TimeSpan.FromMinutes(1), cattle, 1, Signal.TenantNetwork).Edit(host => host with
        {
            Instances = [.. host.Instances.Select(i => i.Name == "p1" ? i with { TaskState = "resize_prep" } : i)],
        });
        return Assert.Single(Decider.Decide(segment, InferenceRun.Over(segment, Asked.Default), Asked.Default, Asked.Options));
    }

    [Fact]
    public void Where_nothing_of_what_the_row_asks_can_be_done_it_is_held_and_said()
    {
        var hold = Assert.IsType<Decision.Hold>(Decided(cattle: 0));

        Assert.Equal(
            (HoldReason.RecoveryFailed, "the row asks live-migrate, nothing of which can be done now for p1"), (hold.Reason, hold.Because));
    }

    [Fact]
    public void A_conflict_is_told_even_if_nothing_gentler_can_be_done()
    {
        var hold = Assert.IsType<Decision.Hold>(Decided(cattle: 1));

        Assert.Equal(HoldReason.MixedHost, hold.Reason);
        Assert.EndsWith("p1 (active) cannot be live-migrated", hold.Because, StringComparison.Ordinal);
    }
}
