using PolicyHa.Engine.Ports;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>
/// S4, S6: a fenced host is switched on only after all of it was off, while Nova counts it as down, and when nothing is on its way from
/// it any more: what starts with its host would run twice.
/// </summary>
sealed class NothingIsSwitchedOnTooSoon : ILaw
{
    public string Id => "S4";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs.Where(a => a.Kind == "switch-on"))
        {
            if (scene.Store.Incident(act.Context.Incident)?.Proof is null)
                return $"{act} while no proof of death of {act.Host} stands";
            if (!scene.World.Host(act.Host).ForcedDown)
                return $"{act} while Nova counts {act.Host} as living";
            if (scene.World.Migrations.FirstOrDefault(m => m is { Kind: MoveKind.Evacuation, State: MoveState.UnderWay } && m.Source == act.Host) is { } move)
                return $"{act} while {scene.World.Instance(move.Instance)?.Name} is being evacuated from it";
        }

        return null;
    }
}
