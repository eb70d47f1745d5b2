using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// By which of the two ways of its recovery method a segment finds new homes: Nova's scheduler, or a reserved host. Where the method has
/// both, the second is gone when the first has failed; the newest plan of the incident says how far that has come.
/// </summary>
static class RecoveryWays
{
    /// <summary>The next plan takes a reserved host.</summary>
    public static bool Reserves(DecisionScene scene, IncidentId incident, RecoveryPlan? newest) => scene.Snapshot.Segment.Method switch
    {
        RecoveryMethod.ReservedHost => true,
        RecoveryMethod.ReservedHostPriority => !(newest is not null && TakesReserved(newest) && HasFailed(newest)) && IsOneFree(scene, incident),
        RecoveryMethod.AutoPriority => (newest is not null && HasFailed(newest) || !HasTargets(scene)) && IsOneFree(scene, incident),
        _ => false,
    };

    /// <summary>How many reserved hosts the next plan takes: as many as the instances need, as far as that is known; 0 where it takes none.</summary>
    public static int Reserved(DecisionScene scene, IncidentId incident, RecoveryPlan? newest) => Reserves(scene, incident, newest)
        ? Math.Max(1, new ReservedHosts(scene.Snapshot, scene.Beliefs, scene.Policy).NeededFor(scene.Host, incident).Count) : 0;

    /// <summary>The plan came to its end with instances left, and the method has another way.</summary>
    public static bool HasNext(DecisionScene scene, IncidentId incident, RecoveryPlan plan) => HasFailed(plan) && scene.Snapshot.Segment.Method switch
    {
        RecoveryMethod.ReservedHostPriority => TakesReserved(plan) && HasTargets(scene),
        RecoveryMethod.AutoPriority => !TakesReserved(plan) && IsOneFree(scene, incident),
        _ => false,
    };

    static bool TakesReserved(RecoveryPlan plan) => plan.Steps.Any(s => s.Kind == StepKind.ReserveHost);

    /// <summary>The host was proven dead, and evacuations from it have failed, or could not be begun.</summary>
    static bool HasFailed(RecoveryPlan plan) => plan.IsOver
        && plan.Steps.Any(s => s is { Kind: StepKind.Survey, State: StepState.Done })
        && plan.Steps.Any(s => s is { Kind: StepKind.Evacuate, State: StepState.Failed or StepState.Cancelled, CameUpWrong: false });

    static bool IsOneFree(DecisionScene scene, IncidentId incident) =>
        new ReservedHosts(scene.Snapshot, scene.Beliefs, scene.Policy).FreeFor(scene.Host, incident).Count > 0;

    static bool HasTargets(DecisionScene scene) => new TargetHosts(scene.Snapshot, scene.Beliefs, scene.Policy).Other(scene.Host.Name).Any();
}
