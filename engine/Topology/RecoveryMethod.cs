namespace PolicyHa.Engine.Topology;

/// <summary>How a segment finds new homes for the instances of a dead host. Masakari's four words and meanings.</summary>
public enum RecoveryMethod
{
    /// <summary><c>auto</c>: Nova's scheduler picks the target.</summary>
    Auto,

    /// <summary><c>reserved_host</c>: a host kept empty for this.</summary>
    ReservedHost,

    /// <summary><c>auto_priority</c>: the scheduler first, a reserved host when that fails.</summary>
    AutoPriority,

    /// <summary><c>rh_priority</c>: a reserved host first, the scheduler when that fails.</summary>
    ReservedHostPriority,
}
