using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Incidents;

/// <summary>
/// We fenced this host and it has not come back. While the mark stands, the host's signals open no new incident: it is off
/// because we switched it off.
/// </summary>
public sealed record FenceMark(HostName Host, IncidentId Incident, DateTimeOffset FencedAt)
{
    /// <summary>When the operators were told that the host showed life though it counts as dead; null: it has shown none.</summary>
    public DateTimeOffset? ContradictedAt { get; init; }
}
