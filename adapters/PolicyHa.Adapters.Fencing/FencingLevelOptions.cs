using Microsoft.Extensions.Configuration;

namespace PolicyHa.Adapters.Fencing;

/// <summary>
/// One level of a group of hosts' fence topology: devices that switch a host off together. Level 1 is tried first; another only when
/// those before it have failed.
/// </summary>
public sealed class FencingLevelOptions
{
    /// <summary>Hosts, as in <see cref="FencingDeviceOptions.Hosts"/>.</summary>
    /// <value>Default: all hosts.</value>
    [ConfigurationKeyName("hosts")]
    public List<string> Hosts { get; set; } = [];

    /// <summary>1 to 9.</summary>
    [ConfigurationKeyName("level")]
    public int Level { get; set; }

    /// <summary>Devices by their <c>name</c>. One that does not serve the host is skipped, and the record of the fence says so.</summary>
    [ConfigurationKeyName("devices")]
    public List<string> Devices { get; set; } = [];

    /// <summary>Its devices are asked to switch off only so long after it is its turn; they are read at once.</summary>
    /// <value>Default 0; at most 10 min, and less than <see cref="Time"/>.</value>
    [ConfigurationKeyName("delay")]
    public TimeSpan Delay { get; set; }

    /// <summary>How long it may take, its delay included, before the next level's turn. The last level may take what is left of the try.</summary>
    /// <value>Default: its share of what is left of the try (<c>limits: fence_timeout</c>). 1 s to 10 min.</value>
    [ConfigurationKeyName("time")]
    public TimeSpan? Time { get; set; }
}
