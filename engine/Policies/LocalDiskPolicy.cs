namespace PolicyHa.Engine.Policies;

/// <summary>What becomes of an instance with a disk on its host's own storage when the host is dead: elsewhere that disk begins empty.</summary>
public enum LocalDiskPolicy
{
    /// <summary>It is not evacuated, and the incident stays for a person to see to it.</summary>
    Notify,

    /// <summary>It is evacuated like any other; what it wrote to that disk is lost, and that is said.</summary>
    Rebuild,

    /// <summary>It is not evacuated, and its record says so; nobody is called for it.</summary>
    Leave,
}
