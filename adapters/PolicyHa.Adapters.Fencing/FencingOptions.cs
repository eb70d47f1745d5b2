using Microsoft.Extensions.Configuration;

namespace PolicyHa.Adapters.Fencing;

/// <summary>Which device switches which host off.</summary>
public sealed class FencingOptions
{
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

    /// <summary>All that is wrong with the options, each with the path of its key. Empty when nothing is.</summary>
    public IReadOnlyList<(string Path, string Message)> Validate() => FencingOptionsCheck.Run(this);
}
