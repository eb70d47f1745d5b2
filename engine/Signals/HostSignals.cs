using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>All signals of one host at one moment. Immutable.</summary>
public sealed class HostSignals
{
    /// <summary>How far back falls are remembered.</summary>
    public static readonly TimeSpan FallsWindow = TimeSpan.FromHours(1);

    /// <summary>As many falls of a host are remembered: enough to see that it flaps.</summary>
    public const int FallsMax = 16;

    /// <summary>The inputs of the decision table; the others are hints.</summary>
    static readonly Signal[] TableSignals =
        [Signal.AdminNetwork, Signal.TenantNetwork, Signal.StorageNetwork, Signal.NovaCompute, Signal.Libvirt];

    /// <summary>An input of the decision table.</summary>
    internal static bool IsOfTable(Signal signal) => Array.IndexOf(TableSignals, signal) >= 0;

    /// <summary>A host nobody has reported on.</summary>
    public static readonly HostSignals Unseen = new([.. SignalNames.All.Select(_ => SignalReading.Unseen)], 0);

    readonly SignalReading[] readings;
    readonly DateTimeOffset[] falls;

    /// <param name="readings">One for each signal, in the order of <see cref="SignalNames.All"/>.</param>
    /// <param name="falls">When a table signal went down while no other was, oldest first; at most <see cref="FallsMax"/>.</param>
    public HostSignals(SignalReading[] readings, long version, params DateTimeOffset[] falls)
    {
        (this.readings, Version, this.falls) = (readings, version, falls);
        AllUp = true;
        foreach (var signal in TableSignals)
        {
            var reading = readings[(int)signal];
            AllUp &= reading.Status == SignalStatus.Up;
            AnyDown |= reading.Status == SignalStatus.Down;
            AnyTrouble |= reading.Status is SignalStatus.Down or SignalStatus.Degraded;
            if (reading.ChangedAt is { } at && !(at <= ChangedAt))
                (ChangedAt, LastCause) = (at, reading.Cause);
        }
    }

    /// <summary>Counts up with each flip of this host.</summary>
    public long Version { get; }

    public SignalReading this[Signal signal] => readings[(int)signal];

    /// <summary>When a table signal last changed, by our clock; null when none was ever reported.</summary>
    public DateTimeOffset? ChangedAt { get; }

    /// <summary>The event of that change.</summary>
    public EventId? LastCause { get; }

    /// <summary>The first table signal that is up, though it may limp; null: none is.</summary>
    public Signal? FirstUp => TableSignals.Cast<Signal?>().FirstOrDefault(s => this[s!.Value].Status is SignalStatus.Up or SignalStatus.Degraded);

    /// <summary>Every table signal is up.</summary>
    public bool AllUp { get; }

    /// <summary>Every table signal but this one is up.</summary>
    public bool IsUpBeside(Signal one)
    {
        foreach (var signal in TableSignals)
        {
            if (signal != one && this[signal].Status != SignalStatus.Up)
                return false;
        }

        return true;
    }

    /// <summary>Some table signal is agreed down.</summary>
    public bool AnyDown { get; }

    /// <summary>Some table signal has been reported as not up.</summary>
    public bool AnyTrouble { get; }

    /// <summary>The same host with other readings; that it fell before is not forgotten.</summary>
    public HostSignals With(SignalReading[] others) => new(others, Version + 1, falls);

    /// <summary>It fell ill lately.</summary>
    public bool HasFallen => falls.Length > 0;

    /// <summary>How often the host fell ill after that moment.</summary>
    public int FallsSince(DateTimeOffset moment)
    {
        var count = 0;
        foreach (var fall in falls)
        {
            if (fall > moment)
                count++;
        }

        return count;
    }

    /// <summary>How long none of its table signals has changed; zero when none was ever reported.</summary>
    public TimeSpan AgeAt(DateTimeOffset now) => ChangedAt is { } at && at < now ? now - at : TimeSpan.Zero;

    /// <summary>The next moment after now at which a fall drops out of <see cref="FallsWindow"/>; null: never.</summary>
    public DateTimeOffset? NextFallForgotten(DateTimeOffset now)
    {
        foreach (var fall in falls)
        {
            if (fall + FallsWindow > now)
                return fall + FallsWindow;
        }

        return null;
    }
}
