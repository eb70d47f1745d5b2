using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>All signals of one host at one moment. Immutable.</summary>
public sealed class HostSignals(SignalReading[] readings, long version)
{
    /// <summary>The inputs of the decision table; the others are hints.</summary>
    static readonly Signal[] TableSignals =
        [Signal.AdminNetwork, Signal.TenantNetwork, Signal.StorageNetwork, Signal.NovaCompute, Signal.Libvirt];

    /// <summary>A host nobody has reported on.</summary>
    public static readonly HostSignals Unseen =
        new([.. SignalNames.All.Select(_ => SignalReading.Unseen)], 0);

    /// <summary>Counts up with each flip of this host.</summary>
    public long Version { get; } = version;

    public SignalReading this[Signal signal] => readings[(int)signal];

    /// <summary>When a table signal last changed, by our clock; null when none was ever reported.</summary>
    public DateTimeOffset? ChangedAt => TableSignals.Max(s => this[s].ChangedAt);

    /// <summary>Every table signal is up.</summary>
    public bool AllUp => TableSignals.All(s => this[s].Status == SignalStatus.Up);

    /// <summary>Some table signal has been reported as not up.</summary>
    public bool AnyTrouble =>
        TableSignals.Any(s => this[s].Status is SignalStatus.Down or SignalStatus.Degraded);

    /// <summary>The event of the last change among the table's signals.</summary>
    public EventId? LastCause => TableSignals.Select(s => this[s]).Where(r => r.ChangedAt is not null)
        .MaxBy(r => r.ChangedAt)?.Cause;
}
