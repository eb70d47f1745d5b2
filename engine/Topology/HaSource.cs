namespace PolicyHa.Engine.Topology;

/// <summary>Whose word <c>HA_Enabled</c> counts for an instance.</summary>
public enum HaSource
{
    /// <summary>Nobody asks for high availability.</summary>
    None,

    /// <summary>Its own metadata, whether that asks for it or forbids it: the owner's word goes first.</summary>
    Instance,
    Flavor,
    Image,

    /// <summary>An aggregate of its host.</summary>
    Aggregate,
}
