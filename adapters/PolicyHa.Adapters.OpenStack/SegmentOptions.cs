using Microsoft.Extensions.Configuration;

namespace PolicyHa.Adapters.OpenStack;

/// <summary>
/// Which hosts stand in for each other. Hosts listed by name come before those of an aggregate, and these before those
/// of a zone.
/// </summary>
public sealed class SegmentOptions
{
    /// <summary>
    /// How new homes are found: <c>auto</c> (Nova's scheduler picks), <c>reserved_host</c> (a host kept empty for this),
    /// <c>auto_priority</c> (the scheduler, and a reserved host for what it has no place for), <c>rh_priority</c> (the other way round).
    /// </summary>
    [ConfigurationKeyName("method")]
    public string Method { get; set; } = "auto";

    /// <summary>Hosts by the names they have in <c>os-services</c>.</summary>
    [ConfigurationKeyName("hosts")]
    public List<string> Hosts { get; set; } = [];

    /// <summary>
    /// Hosts of the segment, by the same names, that are kept empty for the instances of one that dies. Disable their nova-compute.
    /// </summary>
    [ConfigurationKeyName("reserved")]
    public List<string> Reserved { get; set; } = [];

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
