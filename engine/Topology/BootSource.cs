namespace PolicyHa.Engine.Topology;

/// <summary>Where an instance's root disk lives.</summary>
public enum BootSource
{
    /// <summary>A Cinder volume.</summary>
    Volume,

    /// <summary>An image on storage that all hosts of the segment share.</summary>
    SharedDisk,

    /// <summary>An image on the host's own disk: evacuation would rebuild it from the image.</summary>
    LocalDisk,
}
