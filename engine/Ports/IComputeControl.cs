using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Ports;

/// <summary>
/// Acts on the cloud's compute service, and reads back what came of it. Acts never throw for what the cloud says; reads throw
/// <see cref="OutsideUnavailableException"/> when there is no answer, because guessing would be worse.
/// </summary>
public interface IComputeControl
{
    /// <summary>Marks the host's compute service forced down and disabled, in one call. Safe to repeat.</summary>
    /// <param name="proof">That the host is dead; without one there is no call.</param>
    Task<ActionAnswer> ForceDownAsync(HostName host, ProofOfDeath proof, ActionContext context, CancellationToken ct);

    /// <summary>The cloud counts the host as forced down and disabled.</summary>
    Task<bool> IsForcedDownAsync(HostName host, CancellationToken ct);

    /// <summary>The host's compute service, read afresh; null when the cloud knows none.</summary>
    Task<ComputeStanding?> ReadHostAsync(HostName host, CancellationToken ct);

    /// <summary>All of the cloud's own services, read afresh, in one question.</summary>
    Task<ServicesStanding> ReadServicesAsync(CancellationToken ct);

    /// <summary>Evacuations away from the host that are not settled, read afresh and to the last page.</summary>
    Task<EvacuationsLeft> ReadEvacuationsLeftAsync(HostName host, CancellationToken ct);

    /// <summary>Takes back that the host is dead. Safe to repeat; refused while old copies of evacuated instances are left on it.</summary>
    Task<ActionAnswer> ClearForcedDownAsync(HostName host, ActionContext context, CancellationToken ct);

    /// <summary>Keeps the cloud from placing instances on the host, for the reason said, after our own mark. Safe to repeat.</summary>
    Task<ActionAnswer> DisableAsync(HostName host, string reason, ActionContext context, CancellationToken ct);

    /// <summary>Lets the cloud place instances on the host again. Safe to repeat.</summary>
    Task<ActionAnswer> EnableAsync(HostName host, ActionContext context, CancellationToken ct);

    /// <summary>Names of the aggregates the host is in, read afresh.</summary>
    Task<IReadOnlyList<string>> ReadAggregatesOfAsync(HostName host, CancellationToken ct);

    /// <summary>Puts the host into an aggregate. Safe to repeat; refused where both have zones that differ.</summary>
    Task<ActionAnswer> JoinAggregateAsync(HostName host, string aggregate, ActionContext context, CancellationToken ct);

    /// <summary>Takes the host out of an aggregate. Safe to repeat; refused where its instances would change their zone.</summary>
    Task<ActionAnswer> LeaveAggregateAsync(HostName host, string aggregate, ActionContext context, CancellationToken ct);

    /// <summary>
    /// Every instance the cloud has on the host, read afresh and to the last page. Throws rather than answer with a list
    /// that may not be whole.
    /// </summary>
    Task<IReadOnlyList<Instance>> InstancesOnAsync(HostName host, CancellationToken ct);

    /// <summary>Rebuilds an instance of a dead host elsewhere. Not safe to repeat: the cloud would accept it twice.</summary>
    /// <param name="proof">That the host it leaves is dead.</param>
    /// <param name="target">Null: the scheduler picks.</param>
    Task<ActionAnswer> EvacuateAsync(
        InstanceId instance, HostName? target, ProofOfDeath proof, ActionContext context, CancellationToken ct);

    /// <summary>Moves a running instance off a live host. Not safe to repeat.</summary>
    Task<ActionAnswer> LiveMigrateAsync(InstanceId instance, HostName? target, ActionContext context, CancellationToken ct);

    /// <summary>Moves an instance, that runs or not, off a live host while it does not run. Not safe to repeat.</summary>
    /// <param name="target">Null: the scheduler picks.</param>
    Task<ActionAnswer> MigrateAsync(InstanceId instance, HostName? target, ActionContext context, CancellationToken ct);

    /// <summary>Tells the cloud that a migrated instance is well where it is, so that the old copy goes. Safe to repeat.</summary>
    Task<ActionAnswer> ConfirmMigrationAsync(InstanceId instance, ActionContext context, CancellationToken ct);

    /// <summary>
    /// Ends a live migration that is under way; the instance runs on where it was. What came of it must be read back: it may have come to its end before that was
    /// heard. Safe to repeat.
    /// </summary>
    /// <param name="migration">Its record's number: no other is ended.</param>
    Task<ActionAnswer> AbortLiveMigrationAsync(InstanceId instance, long migration, ActionContext context, CancellationToken ct);

    /// <summary>How far the move of an instance away from <paramref name="source"/> has come.</summary>
    /// <param name="afterMigration">Only migration records newer than this count; 0: the newest of all.</param>
    Task<MoveReport> ReadMoveAsync(
        InstanceId instance, HostName source, MoveKind kind, long afterMigration, CancellationToken ct);

    /// <summary>One instance, read afresh; null when the cloud does not know it (any more).</summary>
    Task<Instance?> ReadInstanceAsync(InstanceId instance, CancellationToken ct);

    /// <summary>Stops an instance where it is. Safe to repeat.</summary>
    Task<ActionAnswer> StopAsync(InstanceId instance, ActionContext context, CancellationToken ct);

    /// <summary>Starts a stopped instance where it is. Safe to repeat.</summary>
    Task<ActionAnswer> StartAsync(InstanceId instance, ActionContext context, CancellationToken ct);

    /// <summary>Switches an instance off and on where it is, without asking its guest; one that stands still is started. Not safe to repeat.</summary>
    Task<ActionAnswer> RebootAsync(InstanceId instance, ActionContext context, CancellationToken ct);

    /// <summary>The newest reboot of the instance that the cloud has on record, whoever asked for it: the cloud's own id for it. Null: none.</summary>
    Task<string?> ReadNewestRebootAsync(InstanceId instance, CancellationToken ct);

    /// <summary>Moves of the instance from whatever host that the cloud has on record and that are not settled, in words.</summary>
    Task<IReadOnlyList<string>> ReadMovesUnderWayAsync(InstanceId instance, CancellationToken ct);

    /// <summary>Has the cloud forget what it is doing with an instance, and call it in error. Its guest is not touched. Safe to repeat.</summary>
    Task<ActionAnswer> ResetStateAsync(InstanceId instance, CancellationToken ct);

    /// <summary>Locks an instance for the reason said, after our own mark: its owner cannot change it, and we leave it alone. Safe to repeat.</summary>
    Task<ActionAnswer> LockAsync(InstanceId instance, string reason, CancellationToken ct);

    /// <summary>Takes a lock away, whoever has set it. Safe to repeat.</summary>
    Task<ActionAnswer> UnlockAsync(InstanceId instance, CancellationToken ct);

    /// <summary>Writes the owner's wish into the instance's metadata.</summary>
    Task<ActionAnswer> SetProtectionAsync(InstanceId instance, ProtectionTag tag, CancellationToken ct);

    /// <summary>
    /// Takes <c>HA_Enabled</c> out of the instance's metadata, so that its flavor, its image and the aggregates of its host speak again; other keys stay. Safe to repeat.
    /// </summary>
    Task<ActionAnswer> ClearProtectionAsync(InstanceId instance, CancellationToken ct);
}
