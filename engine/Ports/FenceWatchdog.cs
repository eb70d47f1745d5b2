namespace PolicyHa.Engine.Ports;

/// <summary>
/// How long a host that has lost contact may still run before its watchdog has reset it. Its agent feeds the watchdog for as long as it
/// reaches the others; the parts are those of medik8s' self-node-remediation, with its values.
/// </summary>
public sealed record FenceWatchdog
{
    /// <summary>At least this is allowed for asking peers, and for the reset itself, whatever is configured. 30 s.</summary>
    public static readonly TimeSpan PartMin = TimeSpan.FromSeconds(30);

    /// <summary>How often the agent looks whether it reaches the others.</summary>
    /// <value>Default 15 s.</value>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long such a look may take.</summary>
    /// <value>Default 5 s.</value>
    public TimeSpan CheckTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After so many looks in vain it counts itself as cut off.</summary>
    /// <value>Default 3.</value>
    public int CheckFailures { get; init; } = 3;

    /// <summary>How long it may then ask its peers before it stops feeding the watchdog.</summary>
    /// <value>Default 30 s, and never less.</value>
    public TimeSpan Peers { get; init; } = PartMin;

    /// <summary>From the watchdog's end to a host that runs nothing any more, and for clocks that differ.</summary>
    /// <value>Default 30 s, and never less.</value>
    public TimeSpan Margin { get; init; } = PartMin;

    /// <summary>It is waited for so long at least, whatever the parts make; null: as long as they make.</summary>
    public TimeSpan? Bound { get; init; }

    /// <summary>What the parts make without the watchdog's own time.</summary>
    public TimeSpan BesideTimeout => ((CheckInterval + CheckTimeout) * CheckFailures) + Later(Peers, PartMin) + Later(Margin, PartMin);

    /// <summary>After so long a silence a host whose watchdog lasts <paramref name="timeout"/> is off. Never less than the parts make.</summary>
    public TimeSpan BoundFor(TimeSpan timeout) => Later(BesideTimeout + timeout, Bound ?? TimeSpan.Zero);

    static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
