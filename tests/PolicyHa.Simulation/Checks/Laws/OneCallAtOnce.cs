using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>
/// S25: while a service is at work on a host or an instance, neither it nor another is asked for the same. One that did not say in the time it had that it is
/// through is given up, as the policy wants: what follows is done though it may be at work still.
/// </summary>
sealed class OneCallAtOnce : ILaw
{
    public string Id => "S25";

    public string? Broken(LawScene scene) =>
        scene.NewActs.FirstOrDefault(a => a.Kind == "call" && scene.World.HandedOver(a.Host, a.Instance).Count(c => !IsGivenUp(scene, c)) > 1) is { } twice
            ? $"{twice} while another service is at work on it" : null;

    static bool IsGivenUp(LawScene scene, ExternalCall call) => scene.Store.Step(call.Context.Step) is { State: StepState.Failed };
}
