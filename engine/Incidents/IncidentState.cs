namespace PolicyHa.Engine.Incidents;

/// <summary>Where an incident stands. <see cref="IncidentTransitions"/> has the legal moves.</summary>
public enum IncidentState
{
    /// <summary>Decided not to act now; the reason says why. Asked again every turn.</summary>
    Held,

    /// <summary>A plan is being carried out.</summary>
    Recovering,

    /// <summary>The host could not be proven off. Nothing is evacuated; tried again at long intervals; a person is told.</summary>
    AwaitingProof,

    /// <summary>The plan ended with something lost or undone; a person must look. Stays open until the fault clears.</summary>
    Failed,

    /// <summary>Over. Final: the same trouble again is another incident.</summary>
    Closed,
}
