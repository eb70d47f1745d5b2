using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S21: an instance that runs twice is not started once more.</summary>
sealed class TwoCopiesAreLeftAlone : ILaw
{
    public string Id => "S21";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs.Where(a => a is { Kind: "evacuate" or "start" or "live-migrate" or "migrate", Instance: not null }))
        {
            var instance = scene.World.Instance(SimInstance.IdOf(act.Instance!))!;
            if (instance.Guests.Count(h => scene.World.Host(h).PowerOn) > 1)
                return $"{act} while it runs on {string.Join(" and ", instance.Guests)}";
        }

        return null;
    }
}
