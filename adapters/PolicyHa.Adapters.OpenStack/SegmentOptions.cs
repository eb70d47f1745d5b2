using Microsoft.Extensions.Configuration;

namespace PolicyHa.Adapters.OpenStack;

/// <summary>
/// Which hosts stand in for each other. Hosts listed by name come before those of an aggregate, and these before those
/// of a zone.
/// </summary>
public sealed class SegmentOptions
{
    /// <summary>How new homes are found. At present only <c>auto</c>: Nova's scheduler picks.</summary>
    [ConfigurationKeyName("method")]
    public string Method { get; set; } = "auto";

    /// <summary>Hosts by the names they have in <c>os-services</c>.</summary>
    [ConfigurationKeyName("hosts")]
    public List<string> Hosts { get; set; } = [];

    /// <summary>All hosts of this host aggregate, by its name.</summary>
    [ConfigurationKeyName("aggregate")]
    public string? Aggregate { get; set; }

    /// <summary>All hosts of this availability zone.</summary>
    [ConfigurationKeyName("zone")]
    public string? Zone { get; set; }

    /// <summary>
    /// Whether the hosts share the storage of image-booted instances; null: as <c>ha_shared_storage</c> says.
    /// </summary>
    [ConfigurationKeyName("shared_storage")]
    public bool? SharedStorage { get; set; }
}
