using PolicyHa.Engine.Ports;

namespace PolicyHa.Simulation.World;

/// <summary>
/// A host's watchdog and the agent that feeds it while it has contact. In this world an agent never says that a watchdog is armed which
/// is not: against that lie silence proves nothing, and the service does not promise to cope with it.
/// </summary>
/// <param name="timeout">How long it lasts without being fed.</param>
public sealed class SimWatchdog(TimeSpan timeout)
{
    static readonly FenceWatchdog Parts = new();

    public TimeSpan Timeout => timeout;

    /// <summary>From the loss of contact to the reset, at the most: all that the service allows for but its margin.</summary>
    public TimeSpan ResetsAfter => Parts.BoundFor(timeout) - Parts.Margin;

    public bool IsArmed { get; set; } = true;

    /// <summary>Those who say that its host is out of reach: while anybody does, its agent has no contact.</summary>
    public HashSet<string> CutOffBy { get; } = [];

    /// <summary>Since when nothing was heard of a host that has no contact; null: it has.</summary>
    public TimeSpan? SilentSince { get; set; }

    /// <summary>When anybody last told that the host lives.</summary>
    public TimeSpan LastSaid { get; set; }

    /// <summary>It had no contact and has it again: from then on the agent repeats itself.</summary>
    public bool Repeats { get; set; }
}
