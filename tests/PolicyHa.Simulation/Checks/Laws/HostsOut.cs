using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>Hosts that the service has off and that are not back, and those it is switching off: the least that any count of failures must count.</summary>
static class HostsOut
{
    /// <summary>With the host of the act itself, in order.</summary>
    public static IReadOnlyList<SimHost> Of(LawScene scene, WorldAct fence, Func<SimHost, bool> isCounted) =>
        [.. scene.World.Hosts.Where(h => isCounted(h) && (h.Name == fence.Host || IsOut(scene, h.Name)))];

    /// <summary>One process decides for every segment: only then it knows of all hosts that are out.</summary>
    public static bool AreKnownTo(LawScene scene, WorldAct act) => scene.World.Segments.All(s => scene.Store.Lease(s.Name)?.Owner == act.By);

    static bool IsOut(LawScene scene, HostName host) => scene.Store.IsMarked(host) || IsBeingFenced(scene, host);

    static bool IsBeingFenced(LawScene scene, HostName host) => scene.Store.Open.Any(i => i.Host == host && i.Plan is { } id
        && scene.Store.Plan(id)?.Steps.Any(s => s is { Kind: StepKind.Fence, State: StepState.Started or StepState.Pending }) == true);
}
