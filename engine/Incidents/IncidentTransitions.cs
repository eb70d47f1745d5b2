using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Incidents;

/// <summary>
/// The only place where an incident changes state. Refuses illegal moves; stores ask it again before they write. Nothing is changed
/// here but what belongs to the state: its reason, its proof, and when to look again.
/// </summary>
public static class IncidentTransitions
{
    /// <summary>Decided not to act now. What stood proven of the host stands.</summary>
    public static Incident Hold(this Incident incident, HoldReason reason, string because) =>
        Move(incident, IncidentState.Held) with { Hold = reason, Because = because, RetryAt = null, RemindAt = null };

    /// <summary>A new plan is carried out. It rests on no proof but its own.</summary>
    public static Incident Begin(this Incident incident, RecoveryPlan plan) =>
        Move(incident, IncidentState.Recovering) with
        {
            Hold = null,
            Because = plan.Text,
            Plans = incident.Plans + 1,
            Plan = plan.Id,
            Proof = null,
            RetryAt = null,
            RemindAt = null,
        };

    /// <summary>Nothing stands against its plan any more: that goes on.</summary>
    public static Incident Resume(this Incident incident, RecoveryPlan plan) =>
        Move(incident, IncidentState.Recovering) with { Hold = null, Because = plan.Text };

    /// <summary>The host could not be proven off, or lives though it was: no proof stands.</summary>
    public static Incident AwaitProof(this Incident incident, string because, DateTimeOffset retryAt, DateTimeOffset remindAt) =>
        Move(incident, IncidentState.AwaitingProof) with
        {
            Hold = HoldReason.AwaitingProof,
            Because = because,
            Proof = null,
            RetryAt = retryAt,
            RemindAt = remindAt,
        };

    /// <summary>Something is lost or undone, and a person must look.</summary>
    public static Incident Fail(this Incident incident, string because) =>
        Move(incident, IncidentState.Failed) with { Hold = HoldReason.RecoveryFailed, Because = because, Proof = null, RetryAt = null };

    /// <summary>Final.</summary>
    public static Incident Close(this Incident incident, string because, DateTimeOffset at) =>
        Move(incident, IncidentState.Closed) with { Hold = null, Because = because, ClosedAt = at, RemindAt = null };

    /// <summary>
    /// The host is proven off. Where no plan waits for the proof any more, such as after a sign of life, it is not the incident's:
    /// then only the fence mark remembers it.
    /// </summary>
    public static Incident Prove(this Incident incident, ProofOfDeath proof) =>
        MayBeProven(incident.State) ? incident with { Proof = proof } : incident;

    /// <summary>A copy to ask a policy with, as though nothing had been decided yet. It is never written.</summary>
    public static Incident Undecided(this Incident incident) => incident with
    {
        State = IncidentState.Held,
        Hold = null,
        Because = "",
        Plan = null,
        Proof = null,
        RetryAt = null,
    };

    /// <param name="from">Null: it is not there yet.</param>
    public static bool IsLegal(IncidentState? from, IncidentState to) => from switch
    {
        null => to is IncidentState.Held or IncidentState.Recovering,
        IncidentState.Held or IncidentState.Recovering or IncidentState.AwaitingProof => true,
        IncidentState.Failed => to is not IncidentState.AwaitingProof,
        _ => false,
    };

    /// <summary>For a store: whether an incident may be written over what is stored.</summary>
    /// <param name="stored">Null: nothing is.</param>
    /// <exception cref="StaleStateException">Somebody else has written it, or it is closed: that is final.</exception>
    /// <exception cref="InvariantBrokenException">The move is illegal: the writer is wrong.</exception>
    public static void RequireLegal(StoredIncident? stored, Incident next)
    {
        if (stored?.State == IncidentState.Closed)
            throw new StaleStateException($"incident {next.Id} is closed, and a closed one is never opened again");
        if (next.Version != (stored?.Version ?? 0))
            throw new StaleStateException($"incident {next.Id} was believed to be at version {next.Version} but is at {stored?.Version ?? 0}");
        Invariant.Holds(IsLegal(stored?.State, next.State), $"incident {next.Id} may not go from {Name(stored?.State)} to {next.State.Name()}");
        Invariant.Holds(
            next.Proof is null || MayBeProven(next.State) || (stored is { IsProven: true } && next.State == IncidentState.Closed),
            $"incident {next.Id} may not be proven while it is {next.State.Name()}");
    }

    /// <summary>A plan may still rest on the proof.</summary>
    static bool MayBeProven(IncidentState state) => state is IncidentState.Held or IncidentState.Recovering;

    static Incident Move(Incident incident, IncidentState to)
    {
        Invariant.Holds(IsLegal(incident.State, to), $"incident {incident.Id} may not go from {incident.State.Name()} to {to.Name()}");
        return incident with { State = to };
    }

    static string Name(IncidentState? state) => state?.Name() ?? "nothing";
}
