using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.Compilation;

/// <summary>How long an action takes when all goes well. A shorter time-out calls failed what only was not through.</summary>
static class StepNeeds
{
    /// <returns>The time, and what takes it.</returns>
    public static (TimeSpan Time, string Why) Of(RecoveryAction action) => action switch
    {
        // Redfish's ForceOff is through within 5 s on common boards; two reads 2 s apart follow (limits.power_read_gap).
        RecoveryAction.Fence => (TimeSpan.FromSeconds(10), "the device switches off, and off is read twice"),

        // Nova's own pace: the conductor, the scheduler and the target each take an RPC, the ports are plugged (vif_plugging_timeout is 300 s at most).
        RecoveryAction.Evacuate => (TimeSpan.FromMinutes(1), "the cloud schedules, plugs networks and boots"),
        RecoveryAction.LiveMigrate => (TimeSpan.FromMinutes(1), "the cloud schedules and copies memory"),

        // As above, and the disk is copied where it lies on the host.
        RecoveryAction.Migrate => (TimeSpan.FromMinutes(1), "the cloud stops, copies and boots, and is asked to confirm"),

        // systemd gives a service 90 s to stop, and nova-compute answers within one report_interval (10 s) of its start.
        RecoveryAction.RestartService => (TimeSpan.FromSeconds(20), "the service ends, starts, and its monitor sees it up"),

        // A guest that does not answer the power button is given 60 s (shutdown_timeout of nova.conf) before it is switched off.
        RecoveryAction.Restart or RecoveryAction.Stop => (TimeSpan.FromMinutes(1), "a guest is given 60s to shut down (shutdown_timeout of nova.conf)"),

        // Nova destroys the guest's machine, plugs its ports anew and boots it; nobody waits for the guest to shut down.
        RecoveryAction.Reboot => (TimeSpan.FromSeconds(20), "the guest is switched off, its networks are plugged anew, and it boots"),

        // It is asked every second whether it is through.
        RecoveryAction.Call => (TimeSpan.FromSeconds(10), "the service takes the call, works, and is asked whether it is through"),

        // To be paged and to look.
        RecoveryAction.Ask => (TimeSpan.FromMinutes(1), "a person has to hear of it, to look and to answer"),
        _ => (TimeSpan.Zero, ""),
    };
}
