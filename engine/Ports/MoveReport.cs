using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Ports;

/// <summary>Evacuation leaves a dead host, the migrations a living one. Never mixed.</summary>
public enum MoveKind
{
    Evacuation,
    LiveMigration,

    /// <summary>Cold: the instance does not run meanwhile.</summary>
    Migration,
}

/// <summary>How a move stands.</summary>
public enum MoveState
{
    /// <summary>No migration record newer than asked for: the move was never accepted.</summary>
    None,

    /// <summary>Accepted or under way.</summary>
    UnderWay,

    /// <summary>The instance is at its new place, and the cloud keeps the old copy until it is told that all is well.</summary>
    ToConfirm,

    /// <summary>The record says done. Success only together with where the instance now is and that nothing is left to do.</summary>
    Done,

    /// <summary>The record says failed, error or cancelled.</summary>
    Failed,
}

/// <summary>What the cloud says about a move.</summary>
/// <param name="Migration">The newest migration record's number; 0 when there is none.</param>
/// <param name="Host">Where the instance is now; null when the cloud does not know the instance any more.</param>
/// <param name="TaskState">What the cloud is still doing with it; null when nothing.</param>
/// <param name="Detail">The cloud's own words.</param>
public sealed record MoveReport(
    MoveState State, long Migration, HostName? Host, VmState Vm, string? TaskState, string Detail)
{
    /// <summary>Where the newest migration goes or went, done or failed; null when it does not say.</summary>
    public HostName? Target { get; init; }
}
