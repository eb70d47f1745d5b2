namespace PolicyHa.Engine.Topology;

/// <summary>What Nova keeps true of the members of a server group. Nova's four words and meanings.</summary>
public enum ServerGroupPolicy
{
    /// <summary><c>affinity</c>: all on one host.</summary>
    Affinity,

    /// <summary><c>anti-affinity</c>: no more than <see cref="ServerGroup.MaxPerHost"/> on a host.</summary>
    AntiAffinity,

    /// <summary><c>soft-affinity</c>: on few hosts where that can be had.</summary>
    SoftAffinity,

    /// <summary><c>soft-anti-affinity</c>: on many hosts where that can be had.</summary>
    SoftAntiAffinity,
}
