using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S58: what its owner stopped or deleted is not started; a hard reboot starts it, too.</summary>
sealed class OwnersAreObeyed : ILaw
{
    public string Id => "S58";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs.Where(a => a.Kind is "start" or "stop" or "reboot"))
        {
            if (scene.World.Instance(SimInstance.IdOf(act.Instance!)) is { StoppedByOwner: true } instance && act.Kind is "start" or "reboot")
                return $"{act} though its owner stopped it";
            else if (scene.World.Instance(SimInstance.IdOf(act.Instance!)) is { State: VmState.Deleted })
                return $"{act} though its owner deleted it";
        }

        return null;
    }
}
