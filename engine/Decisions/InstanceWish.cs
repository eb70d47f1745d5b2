using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>What the matched row asks for one protected instance, at the fault's present age.</summary>
/// <param name="Rung">Null when the row asks nothing for its class.</param>
public sealed record InstanceWish(Instance Instance, ClassVerdict Class, LadderRung? Rung)
{
    /// <summary>Who of a host would be evacuated if it died now, whatever table asked for it; in no order.</summary>
    internal static IEnumerable<InstanceWish> Leaving(HostView host, RecoveryPolicy policy)
    {
        foreach (var instance in host.Instances)
        {
            if (instance.State != VmState.Deleted && policy.Classes.Classify(instance, host.Compute) is { Class: not InstanceClass.None } verdict
                && new InstanceWish(instance, verdict, null) is { WhyNotEvacuate: null } wish)
                yield return wish;
        }
    }

    /// <summary>As its owner asks: see <see cref="HaOrder.Priority"/>.</summary>
    public int Priority { get; } = HaOrder.PriorityOf(Instance);

    /// <summary>What it needs of its host.</summary>
    public HostNeeds Needs { get; } = HostNeeds.Of(Instance);

    public bool Wants(RecoveryAction action) => Rung?.Wants(action) ?? false;

    /// <summary>A guest that runs (or may run) and would be killed by a fence. A stopped one has nothing to lose.</summary>
    public bool IsAlive => Instance.State is not (VmState.Stopped or VmState.Deleted);

    /// <summary>
    /// Why a live migration would be refused or is not wanted, in a word or two; null when it may be tried. One that somebody migrates
    /// already is adopted.
    /// </summary>
    public string? WhyNotLiveMigrate => WhyNotNow ?? WhyBoundAlive;

    public bool CanLiveMigrate => WhyNotLiveMigrate is null;

    /// <summary>
    /// A live migration may be planned: nothing that passes is in its way. Where what it needs of its host is, the step says so in Nova's
    /// stead, and what the row asks for after a failure follows.
    /// </summary>
    public bool MayPlanLiveMigration => WhyNotNow is null && LiveMigration != LiveMigrationAnswer.Migrate;

    string? WhyNotNow => Instance switch
    {
        { State: not (VmState.Active or VmState.Paused) } => Instance.State.ToString().ToLowerInvariant(),
        { TaskState: not (null or "migrating") } => Instance.TaskState,
        { Locked: true } => "locked",
        _ => null,
    };

    /// <summary>What the policy says to a live migration of one that needs what this one needs.</summary>
    public LiveMigrationAnswer LiveMigration => Class.Needs.LiveMigrationOf(Needs);

    /// <summary>Which of its needs keeps it from a live migration, and why; null: none does.</summary>
    public string? WhyBoundAlive => Class.Needs.WhyNotLiveMigrate(Needs);

    /// <summary>A cold migration may be tried: the cloud takes one of what runs or is stopped, and its owner has not locked it.</summary>
    public bool CanMigrate => Instance is { State: VmState.Active or VmState.Stopped, TaskState: null, Locked: false };

    /// <summary>An evacuation makes a disk of it anew, and the policy has said that this is wanted.</summary>
    public bool LosesLocalDisk => Instance.Boot == BootSource.LocalDisk && Class.LocalDisk == LocalDiskPolicy.Rebuild;

    /// <summary>It is not evacuated, and the policy has said that nobody need be called for it.</summary>
    public bool IsLeftUntold => (Disk, Evacuation) is (LocalDiskPolicy.Leave, not EvacuationAnswer.Notify) or (not LocalDiskPolicy.Notify, EvacuationAnswer.Leave);

    /// <summary>Which of its needs keeps it on its dead host, and why; null: none does.</summary>
    public string? WhyBoundDead => Class.Needs.WhyNotEvacuate(Needs);

    EvacuationAnswer Evacuation => Class.Needs.EvacuationOf(Needs);

    /// <summary>Null: it has no disk on the host itself.</summary>
    LocalDiskPolicy? Disk => Instance.Boot == BootSource.LocalDisk ? Class.LocalDisk : null;

    /// <summary>
    /// Why an evacuation would be refused or do harm; null when it may be tried. A lock is no reason: it keeps people from changing
    /// what runs, and on a dead host nothing does.
    /// </summary>
    public string? WhyNotEvacuate => Instance switch
    {
        { Boot: BootSource.LocalDisk } when !LosesLocalDisk => "it has a disk on the host itself: an evacuation would make that anew and lose its data",
        { State: VmState.Paused or VmState.Other } => "Nova evacuates only active, stopped and error instances",
        { TaskState: "deleting" or "soft-deleting" } => "its owner is deleting it",
        _ => WhyBoundDead,
    };
}
