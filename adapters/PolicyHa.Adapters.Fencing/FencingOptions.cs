using Microsoft.Extensions.Configuration;

namespace PolicyHa.Adapters.Fencing;

/// <summary>Which device switches which host off.</summary>
public sealed class FencingOptions
{
    /// <summary>A host uses the first device that names it.</summary>
    [ConfigurationKeyName("devices")]
    public List<FencingDeviceOptions> Devices { get; set; } = [];

    /// <summary>All that is wrong with the options, each with the path of its key. Empty when nothing is.</summary>
    public IReadOnlyList<(string Path, string Message)> Validate() => FencingOptionsCheck.Run(this);
}
