using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.Compilation;

/// <summary>What a table is about: <c>for: host</c> or <c>for: instance</c>.</summary>
enum TableSubject
{
    Host,
    Instance,
}

/// <summary>What cells may ask for, by what the table is about.</summary>
static class PermittedActions
{
    static readonly RecoveryAction[] OnHosts =
    [
        RecoveryAction.Notify, RecoveryAction.Ask, RecoveryAction.RestartService, RecoveryAction.LiveMigrate, RecoveryAction.Migrate,
        RecoveryAction.Call, RecoveryAction.Fence, RecoveryAction.Evacuate,
    ];

    /// <summary>An instance's own fault is no reason to power its host off.</summary>
    static readonly RecoveryAction[] OnInstances =
    [
        RecoveryAction.Notify, RecoveryAction.Ask, RecoveryAction.Restart, RecoveryAction.Reboot, RecoveryAction.LiveMigrate, RecoveryAction.Migrate,
        RecoveryAction.Stop, RecoveryAction.Start, RecoveryAction.Call,
    ];

    public static IReadOnlyList<RecoveryAction> For(TableSubject subject) =>
        subject == TableSubject.Host ? OnHosts : OnInstances;
}
