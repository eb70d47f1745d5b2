namespace PolicyHa.Engine.Incidents;

/// <summary>What a store has to know of an incident before it is written over.</summary>
/// <param name="IsProven">A proof of death stands in it.</param>
public sealed record StoredIncident(IncidentState State, int Version, bool IsProven)
{
    public static StoredIncident Of(Incident incident) => new(incident.State, incident.Version, incident.Proof is not null);
}
