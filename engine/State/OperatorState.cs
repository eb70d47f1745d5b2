using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.State;

/// <summary>What operators have switched by hand. Survives restarts.</summary>
/// <param name="Disarmed">Null while armed.</param>
/// <param name="Maintenance">By host name.</param>
/// <param name="ConfirmedDead">Persons' words that a host is off; which of them count, <see cref="DeathWords"/> says.</param>
public sealed record OperatorState(
    Disarmed? Disarmed, IReadOnlyList<MaintenanceWindow> Maintenance, IReadOnlyList<DeathConfirmation> ConfirmedDead)
{
    public static readonly OperatorState Initial = new(null, [], []);

    /// <summary>A window covers the host at that moment.</summary>
    public bool InMaintenance(HostName host, DateTimeOffset at) =>
        Maintenance.Any(m => m.Host == host && (m.Until is not { } until || at < until));
}

/// <summary>Acting is switched off.</summary>
public sealed record Disarmed(string By, string Reason, DateTimeOffset At);

/// <summary>Planned work on a host. Nothing new is done to it.</summary>
/// <param name="Until">Null: until ended by hand.</param>
public sealed record MaintenanceWindow(
    HostName Host, string By, string Reason, DateTimeOffset At, DateTimeOffset? Until);

/// <summary>A person vouches that a host is off. Good for one proof: after a sign of life it must be given again.</summary>
public sealed record DeathConfirmation(HostName Host, string By, DateTimeOffset At);
