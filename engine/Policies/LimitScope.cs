namespace PolicyHa.Engine.Policies;

/// <summary>What a limit is counted over. The words of rule files are in <c>per:</c>.</summary>
public enum LimitScope
{
    Segment,
    Zone,

    /// <summary>Hosts with the same metadata <c>rack</c> of an aggregate.</summary>
    Rack,

    /// <summary>Each aggregate of the host by itself.</summary>
    Aggregate,

    /// <summary>All hosts this service knows.</summary>
    Cloud,

    /// <summary>Each host by itself.</summary>
    Host,
}
