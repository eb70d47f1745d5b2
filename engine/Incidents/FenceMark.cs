using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Incidents;

/// <summary>
/// We fenced this host and it has not come back. While the mark stands, the host's signals open no new incident: it is off
/// because we switched it off.
/// </summary>
public sealed record FenceMark(HostName Host, IncidentId Incident, DateTimeOffset FencedAt)
{
    /// <summary>Its proof was one after which a host boots again by itself (<see cref="Plans.ProofOfDeath.LeavesItBooting"/>).</summary>
    public bool BootsByItself { get; init; }

    /// <summary>When the operators were told that the host showed life though it counts as dead; null: it has shown none.</summary>
    public DateTimeOffset? ContradictedAt { get; init; }

    /// <summary>When we switched the host on again; null: we did not. That it lives from then on speaks against nothing.</summary>
    public DateTimeOffset? SwitchedOnAt { get; init; }

    /// <summary>When the recovery that fenced it was over; null while it is not. What was read of the host before says nothing about its return.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Instances that were evacuated from it: those that a fail-back would bring home.</summary>
    public IReadOnlyList<InstanceId> Evacuated { get; init; } = [];

    /// <summary>Instances for which there was no other place: they are started when the host returns.</summary>
    public IReadOnlyList<InstanceId> Left { get; init; } = [];
}
