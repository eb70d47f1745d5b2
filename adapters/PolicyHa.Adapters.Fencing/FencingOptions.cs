using Microsoft.Extensions.Configuration;
using PolicyHa.Engine.Running;

namespace PolicyHa.Adapters.Fencing;

/// <summary>Which device switches which host off.</summary>
public sealed class FencingOptions
{
    static readonly FenceCheckOptions AsInstalled = new();

    /// <summary>A host that no level names uses the first device that names it.</summary>
    [ConfigurationKeyName("devices")]
    public List<FencingDeviceOptions> Devices { get; set; } = [];

    /// <summary>For hosts with several devices. A host uses, of each level number, the first entry that names it.</summary>
    [ConfigurationKeyName("levels")]
    public List<FencingLevelOptions> Levels { get; set; } = [];

    /// <summary>
    /// Hosts whose watchdog may prove them off when no device does. A host uses the first entry that names it. Empty: none, as installed.
    /// </summary>
    [ConfigurationKeyName("watchdogs")]
    public List<FencingWatchdogOptions> Watchdogs { get; set; } = [];

    /// <summary>Where fence agents lie; they are run from nowhere else.</summary>
    /// <value>Default /usr/sbin.</value>
    [ConfigurationKeyName("agents_directory")]
    public string AgentsDirectory { get; set; } = "/usr/sbin";

    /// <summary>How often each host's devices are asked whether they would answer, while nobody needs them. It only reads.</summary>
    /// <value>Default 10 min; 1 min to 1 d, or 0: never.</value>
    [ConfigurationKeyName("check_every")]
    public TimeSpan CheckEvery { get; set; } = AsInstalled.Every;

    /// <summary>The devices of so many hosts are asked at the same time.</summary>
    /// <value>Default 8; 1 to 64.</value>
    [ConfigurationKeyName("checks_at_once")]
    public int ChecksAtOnce { get; set; } = AsInstalled.AtOnce;

    /// <summary>What Nova calls the machine that this service runs on, should it be a compute host: that one is never fenced from here.</summary>
    /// <value>Default: the machine's own name.</value>
    [ConfigurationKeyName("own_host")]
    public string OwnHost { get; set; } = Environment.MachineName;

    /// <summary>How devices are looked after.</summary>
    public FenceCheckOptions Checks => AsInstalled with { Every = CheckEvery, AtOnce = ChecksAtOnce };

    /// <summary>All that is wrong with the options, each with the path of its key. Empty when nothing is.</summary>
    public IReadOnlyList<(string Path, string Message)> Validate() => FencingOptionsCheck.Run(this);
}
