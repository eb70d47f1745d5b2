namespace PolicyHa.Engine.Topology;

/// <summary>Where an instance's disks live.</summary>
public enum BootSource
{
    /// <summary>A Cinder volume.</summary>
    Volume,

    /// <summary>An image on storage that all hosts of the segment share.</summary>
    SharedDisk,

    /// <summary>
    /// The root disk, or an ephemeral disk beside a volume, is on the host's own storage: an evacuation makes it anew, from the image or empty.
    /// </summary>
    LocalDisk,
}
