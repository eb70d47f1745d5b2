using Microsoft.Extensions.Configuration;

namespace PolicyHa.Adapters.Fencing;

/// <summary>
/// One level of a group of hosts' fence topology: devices that switch a host off together. Level 1 is tried first; another only when
/// those before it have failed.
/// </summary>
public sealed class FencingLevelOptions
{
    /// <summary>Hosts by name; <c>*</c> stands for any characters and <c>?</c> for one.</summary>
    /// <value>Default: all hosts.</value>
    [ConfigurationKeyName("hosts")]
    public List<string> Hosts { get; set; } = [];

    /// <summary>1 to 9.</summary>
    [ConfigurationKeyName("level")]
    public int Level { get; set; }

    /// <summary>Devices by their <c>name</c>. One that does not serve the host is skipped, and the record of the fence says so.</summary>
    [ConfigurationKeyName("devices")]
    public List<string> Devices { get; set; } = [];
}
