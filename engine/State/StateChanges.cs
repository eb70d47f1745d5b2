using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.State;

/// <summary>What one turn or one step changes, all of it or nothing: the only shape of a write that decisions and acts make.</summary>
/// <param name="Segment">Whose lease covers it.</param>
/// <param name="Epoch">The lease's epoch the writer believes in; the store refuses an old one.</param>
public sealed record StateChanges(SegmentName Segment, long Epoch)
{
    /// <summary>New or changed incidents, whole, each as <see cref="IncidentTransitions"/> allows and at the version it was read with; the store counts on.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    /// <summary>New plans, whole, with their steps.</summary>
    public IReadOnlyList<RecoveryPlan> Plans { get; init; } = [];

    /// <summary>Steps that moved, each with the state it must still have in the store.</summary>
    public IReadOnlyList<StepMove> Steps { get; init; } = [];

    /// <summary>Steps added to existing plans.</summary>
    public IReadOnlyList<PlanStep> NewSteps { get; init; } = [];

    /// <summary>Hosts we have fenced.</summary>
    public IReadOnlyList<FenceMark> FenceMarks { get; init; } = [];

    /// <summary>Hosts that came back.</summary>
    public IReadOnlyList<HostName> FenceMarksLifted { get; init; } = [];

    /// <summary>Reserved hosts that are taken, or whose recovery is over. One that another incident has is refused.</summary>
    public IReadOnlyList<Reservation> Reservations { get; init; } = [];

    /// <summary>Reserved hosts that have their role back.</summary>
    public IReadOnlyList<HostName> ReservationsEnded { get; init; } = [];

    /// <summary>Storms and cliffs that began or ended.</summary>
    public IReadOnlyList<StormRecord> Storms { get; init; } = [];

    /// <summary>The operators are told that the segment would not stand the death of hosts; null: they are not, now.</summary>
    public RoomShortage? Shortage { get; init; }

    /// <summary>They are told that it would again.</summary>
    public bool EndsShortage { get; init; }

    /// <summary>For every sink, in order.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    public bool IsEmpty => Shortage is null && !EndsShortage && Incidents.Count + Plans.Count + Steps.Count + NewSteps.Count + FenceMarks.Count
        + FenceMarksLifted.Count + Reservations.Count + ReservationsEnded.Count + Storms.Count + Alerts.Count + History.Count == 0;
}

/// <summary>A step in its new state.</summary>
/// <param name="From">The state it must have in the store, else <see cref="StaleStateException"/>.</param>
public sealed record StepMove(PlanStep Step, StepState From);
