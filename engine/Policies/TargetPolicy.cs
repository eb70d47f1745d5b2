namespace PolicyHa.Engine.Policies;

/// <summary>Which hosts may be given instances, and what to do where there is none.</summary>
/// <param name="HealthyDelay">A host that fell ill, or was fenced, is no target before it has been well for so long. 0 s to 1 h.</param>
/// <param name="FenceWithoutTarget">Fence although nothing can be evacuated now. Else such a fence is held.</param>
/// <param name="At">Where it is written.</param>
public sealed record TargetPolicy(TimeSpan HealthyDelay, bool FenceWithoutTarget, RuleSource At)
{
    /// <summary>A reserved host is taken only for a host that shares an aggregate with it. Else any of the segment stands in for any other.</summary>
    public bool ReservedInSameAggregate { get; init; }

    /// <summary>
    /// Aggregates that a reserved host joins when it stands in for a host in them, and leaves when it has its role back; by name. None as installed: an
    /// aggregate may say where a host stands, which a stay in it does not change.
    /// </summary>
    public IReadOnlyList<string> ReservedJoins { get; init; } = [];

    /// <summary>The file says nothing: five minutes, longer than most reboots that end in the next crash; nothing is fenced in vain.</summary>
    public static readonly TargetPolicy Standard = new(TimeSpan.FromMinutes(5), false, RuleSource.BuiltIn);
}
