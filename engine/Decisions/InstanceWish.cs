using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>What the matched row asks for one protected instance, at the fault's present age.</summary>
/// <param name="Rung">Null when the row asks nothing for its class.</param>
public sealed record InstanceWish(Instance Instance, ClassVerdict Class, LadderRung? Rung)
{
    /// <summary>As its owner asks: see <see cref="HaOrder.Priority"/>.</summary>
    public int Priority { get; } = HaOrder.PriorityOf(Instance);

    public bool Wants(RecoveryAction action) => Rung?.Wants(action) ?? false;

    /// <summary>A guest that runs (or may run) and would be killed by a fence. A stopped one has nothing to lose.</summary>
    public bool IsAlive => Instance.State is not (VmState.Stopped or VmState.Deleted);

    /// <summary>Nova live-migrates only these.</summary>
    public bool CanLiveMigrate => Instance.State is VmState.Active or VmState.Paused && Instance.TaskState is null;

    /// <summary>Why an evacuation would be refused or do harm; null when it may be tried.</summary>
    public string? WhyNotEvacuate => Instance switch
    {
        { Boot: BootSource.LocalDisk } => "its disk is on the host itself: an evacuation would rebuild it from its image and lose its data",
        { State: VmState.Paused or VmState.Other } => "Nova evacuates only active, stopped and error instances",
        { TaskState: "deleting" or "soft-deleting" } => "its owner is deleting it",
        _ => null,
    };
}
