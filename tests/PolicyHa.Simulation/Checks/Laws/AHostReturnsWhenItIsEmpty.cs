using PolicyHa.Engine.Ports;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S52: Nova is not told that a host lives, or may take instances, while an evacuation from it is under way.</summary>
sealed class AHostReturnsWhenItIsEmpty : ILaw
{
    public string Id => "S52";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs.Where(a => a.Kind is "clear-forced-down" or "enable"))
        {
            if (scene.World.Migrations.FirstOrDefault(m => m.Source == act.Host && m is { Kind: MoveKind.Evacuation, State: MoveState.UnderWay }) is { } left)
                return $"{act} while {left.Instance} is being evacuated from it";
        }

        return null;
    }
}
