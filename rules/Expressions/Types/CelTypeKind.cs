namespace PolicyHa.Rules.Expressions;

/// <summary>What sort of type a <see cref="CelType"/> is.</summary>
public enum CelTypeKind
{
    /// <summary>Not known before run time.</summary>
    Dyn,

    /// <summary>The element of an empty literal: fits anything. Never seen from outside.</summary>
    Free,
    Null,
    Bool,
    Int,
    Double,
    String,

    /// <summary>A string of a declared set of values.</summary>
    Enum,
    Duration,
    Timestamp,

    /// <summary>An IP address.</summary>
    Address,

    /// <summary>A network in CIDR notation.</summary>
    Network,
    List,
    Map,

    /// <summary>A declared object with declared fields.</summary>
    Object,
}
