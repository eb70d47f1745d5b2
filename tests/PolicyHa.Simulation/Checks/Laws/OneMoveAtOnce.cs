using PolicyHa.Engine.Ports;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S25: while an instance is being moved nobody asks for another move of it.</summary>
sealed class OneMoveAtOnce : ILaw
{
    public string Id => "S25";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs.Where(a => a.Kind == "evacuate"))
        {
            var id = SimInstance.IdOf(act.Instance!);
            var moves = scene.World.Migrations.Count(m => m.Instance == id && m is { Kind: MoveKind.Evacuation, State: MoveState.UnderWay });
            if (moves > 1)
                return $"{act} while another evacuation of it is under way";
        }

        return null;
    }
}
