using Microsoft.Extensions.Configuration;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing;

/// <summary>
/// Hosts that are reset by their watchdogs when they lose contact, and when that is certain. Nothing here arms a watchdog: the host's agent
/// does, and tells so.
/// </summary>
public sealed class FencingWatchdogOptions
{
    static readonly FenceWatchdog AsInstalled = new();

    /// <summary>Hosts by name; <c>*</c> stands for any characters and <c>?</c> for one.</summary>
    /// <value>Default: all hosts.</value>
    [ConfigurationKeyName("hosts")]
    public List<string> Hosts { get; set; } = [];

    /// <summary>How often the agent looks whether it reaches the others.</summary>
    /// <value>Default 15 s.</value>
    [ConfigurationKeyName("check_interval")]
    public TimeSpan CheckInterval { get; set; } = AsInstalled.CheckInterval;

    /// <summary>How long such a look may take.</summary>
    /// <value>Default 5 s.</value>
    [ConfigurationKeyName("check_timeout")]
    public TimeSpan CheckTimeout { get; set; } = AsInstalled.CheckTimeout;

    /// <summary>After so many looks in vain it counts itself as cut off.</summary>
    /// <value>Default 3; 1 to 100.</value>
    [ConfigurationKeyName("check_failures")]
    public int CheckFailures { get; set; } = AsInstalled.CheckFailures;

    /// <summary>How long it may then ask its peers before it stops feeding the watchdog.</summary>
    /// <value>Default 30 s, which is the least.</value>
    [ConfigurationKeyName("peers")]
    public TimeSpan Peers { get; set; } = AsInstalled.Peers;

    /// <summary>From the watchdog's end to a host that runs nothing any more.</summary>
    /// <value>Default 30 s, which is the least.</value>
    [ConfigurationKeyName("margin")]
    public TimeSpan Margin { get; set; } = AsInstalled.Margin;

    /// <summary>It is waited for so long at least.</summary>
    /// <value>
    /// Default: check_failures times (check_interval + check_timeout), and peers, the watchdog's own timeout, and margin. A shorter one is
    /// refused as far as it is known here, and does not count where the watchdog's timeout makes it too short.
    /// </value>
    [ConfigurationKeyName("bound")]
    public TimeSpan? Bound { get; set; }

    internal FenceWatchdog ToWatchdog() => new()
    {
        CheckInterval = CheckInterval,
        CheckTimeout = CheckTimeout,
        CheckFailures = CheckFailures,
        Peers = Peers,
        Margin = Margin,
        Bound = Bound,
    };
}
