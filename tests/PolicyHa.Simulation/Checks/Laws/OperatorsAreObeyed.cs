namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S47, S59: while acting is switched off, or a window covers the host, nothing harmful is begun.</summary>
sealed class OperatorsAreObeyed : ILaw
{
    public string Id => "S47";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs.Where(a => a.Kind is "fence" or "live-migrate" or "restart-service" or "stop" && FirstTry.Of(scene, a)))
        {
            var operators = scene.Store.Operators;
            if (operators.Disarmed is not null)
                return $"{act} while disarmed";
            if (operators.InMaintenance(act.Host, act.CallerNow))
                return $"{act} while {act.Host} is in maintenance";
        }

        return null;
    }
}
