using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>Signals and instance faults as they were, moved forward flip by flip.</summary>
sealed class PastBoard
{
    readonly Dictionary<(HostName Host, Signal Signal), SignalReading> readings = [];
    readonly Dictionary<HostName, List<DateTimeOffset>> falls = [];
    readonly Dictionary<InstanceId, (HostName Host, FaultEntry? Fault)> faults = [];

    /// <summary>Begins before the first flip: what has none was then what it is now, the rest what its first flip came from.</summary>
    /// <param name="flips">Oldest first.</param>
    /// <param name="since">The past begins here; what stood then had stood for long.</param>
    public PastBoard(IEnumerable<Flip> flips, DateTimeOffset since)
    {
        foreach (var flip in flips)
        {
            if (flip.Signal is { } signal)
                readings.TryAdd((flip.Host, signal), Reading(flip with { To = flip.From, At = since, ObservedAt = since }));
            else if (flip.Instance is { } instance)
                faults.TryAdd(instance, (flip.Host, flip.From == SignalStatus.Down ? Fault(flip with { At = since }) : null));
        }
    }

    public void Apply(Flip flip)
    {
        if (flip.Signal is { } signal)
        {
            if (flip.To == SignalStatus.Down && IsOfTable(signal) && !IsDown(flip.Host))
                FallsOf(flip.Host).Add(flip.At);
            readings[(flip.Host, signal)] = Reading(flip);
        }
        else if (flip.Instance is { } instance)
            faults[instance] = (flip.Host, flip.To == SignalStatus.Down ? Fault(flip) : null);
    }

    /// <summary>A host of today with the signals and faults of then.</summary>
    public HostView Past(HostView today) => today with
    {
        Signals = new HostSignals(
            [.. SignalNames.All.Select(s => readings.GetValueOrDefault((today.Name, s)) ?? today.Signals[s])],
            today.Signals.Version,
            [.. falls.GetValueOrDefault(today.Name, []).TakeLast(HostSignals.FallsMax)]),
        Faults =
        [
            .. today.Faults.Where(f => !faults.ContainsKey(f.Instance))
                .Concat(faults.Values.Where(f => f.Host == today.Name).Select(f => f.Fault).OfType<FaultEntry>())
                .OrderBy(f => f.Instance),
        ],
    };

    static bool IsOfTable(Signal signal) => signal is not (Signal.Power or Signal.Cluster);

    /// <summary>A host falls ill with its first signal, as on the board of today: one death is one fall.</summary>
    bool IsDown(HostName host) =>
        SignalNames.All.Any(s => IsOfTable(s) && readings.GetValueOrDefault((host, s))?.Status == SignalStatus.Down);

    List<DateTimeOffset> FallsOf(HostName host)
    {
        if (!falls.TryGetValue(host, out var mine))
            falls[host] = mine = [];
        return mine;
    }

    /// <summary>Unknown at the beginning: nobody had said anything.</summary>
    static SignalReading Reading(Flip flip) => flip is { To: SignalStatus.Unknown } && flip.From == flip.To
        ? SignalReading.Unseen
        : new SignalReading(flip.To, flip.At, flip.ObservedAt, flip.Cause, 1, 1);

    static FaultEntry Fault(Flip flip) =>
        new(flip.Instance!.Value, flip.Fault!.Value, flip.At, flip.ObservedAt, flip.Cause);
}
