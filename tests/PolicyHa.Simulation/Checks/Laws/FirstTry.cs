using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>Guards stand before the first try of a step: what has begun is finished.</summary>
static class FirstTry
{
    public static bool Of(LawScene scene, WorldAct act) =>
        !scene.World.Acts.Take(act.Order).Any(a => a.Context.Step == act.Context.Step) && StartedJustNow(scene, act);

    /// <summary>A step that was written as started before a crash is asked about after it: it counts as begun.</summary>
    static bool StartedJustNow(LawScene scene, WorldAct act)
    {
        var plan = scene.Store.Incident(act.Context.Incident)?.Plan is { } id ? scene.Store.Plan(id) : null;
        var step = plan?.Steps.FirstOrDefault(s => s.Id == act.Context.Step);
        return step is { Tries: <= 1 } && act.CallerNow - step.StartedAt < TimeSpan.FromSeconds(1);
    }
}
