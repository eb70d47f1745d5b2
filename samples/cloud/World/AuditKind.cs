namespace PolicyHa.Samples.Cloud.World;

/// <summary>What the audit writes down. Those from <see cref="RunsOnTwoHosts"/> on must never happen.</summary>
public enum AuditKind
{
    PowerLost,
    HostCrashed,
    PowerOffCommanded,
    PoweredOff,
    PowerOnCommanded,
    PoweredOn,
    ServiceFrozen,
    ServiceStopped,
    ServiceStarted,
    NetworkCut,
    NetworkRestored,
    ForcedDown,
    ForcedDownCleared,
    ServiceDisabled,
    ServiceEnabled,
    EvacuationAccepted,
    EvacuationRefused,
    EvacuationDone,
    EvacuationFailed,
    EvacuatedCopyCleaned,
    LiveMigrationAccepted,
    LiveMigrationDone,
    LiveMigrationFailed,
    ColdMigrationAccepted,
    ColdMigrationDone,
    InstanceStarted,
    InstanceStopped,
    InstanceCrashed,

    /// <summary>One instance running on two hosts at once: its volume is being ruined.</summary>
    RunsOnTwoHosts,

    /// <summary>A second evacuation of an instance accepted while the first was under way.</summary>
    DoubleEvacuation,

    /// <summary>An evacuation accepted while its source host had power.</summary>
    EvacuationBeforePowerOff,

    /// <summary>A power-off command to a host that an earlier one had put off.</summary>
    SecondPowerOff,

    /// <summary>Nova told that a host with power is down.</summary>
    ForcedDownBeforePowerOff,

    /// <summary>An instance's local disk was built anew from its image.</summary>
    LocalDataLost,
}
