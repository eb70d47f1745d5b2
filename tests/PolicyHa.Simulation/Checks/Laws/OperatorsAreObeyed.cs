using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.State;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>
/// S47, S59: while acting is switched off or paused, or a window covers the host, nothing harmful is begun; but for what the window
/// itself asks for. A replica that was cut off when another was told hears of it when its lease is renewed, within the life of the old one.
/// </summary>
sealed class OperatorsAreObeyed : ILaw
{
    public string Id => "S47";

    /// <summary>The lease that a replica may still have, and the time to its next renewal.</summary>
    static readonly TimeSpan HeardWithin = Leases.Ttl + new DriverOptions().RenewEvery;

    public string? Broken(LawScene scene) =>
        scene.NewActs.Where(a => IsHarmful(a) && FirstTry.Of(scene, a)).Select(a => Broken(scene, a)).FirstOrDefault(b => b is not null);

    static bool IsHarmful(WorldAct act) =>
        act.Kind is "fence" or "live-migrate" or "migrate" or "call" or "restart-service" or "stop" or "reboot" or "clear-forced-down" or "enable" or "disable";

    static string? Broken(LawScene scene, WorldAct act)
    {
        var incident = scene.Store.Incident(act.Context.Incident);
        var (operators, segment) = (scene.Store.Operators, incident?.Segment ?? scene.World.Host(act.Host).Segment);
        var finishes = ReservedHostsAreTakenOnce.IsTaking(act);         // a recovery that had begun goes on to its end
        if (!finishes && operators.DisarmOf(act.Host, segment, act.CallerNow) is { } disarm && !MayNotHaveHeard(scene, act, disarm.At))
            return $"{act} while disarmed";
        if (!finishes && operators.PauseOf(act.Host, segment, act.CallerNow) is { } pause && !MayNotHaveHeard(scene, act, pause.At))
            return $"{act} while paused for {pause.Reason}";
        return operators.WindowOf(act.Host, segment, act.CallerNow) is { } window && !IsForWork(scene, incident) && !MayNotHaveHeard(scene, act, window.At)
            ? $"{act} while {act.Host} is in maintenance"
            : null;
    }

    static bool MayNotHaveHeard(LawScene scene, WorldAct act, DateTimeOffset at) => act.CallerNow - at <= HeardWithin
        && scene.Services.FirstOrDefault(s => s.Name == act.By)?.State.Operators.Version < scene.Store.Operators.Version;

    /// <summary>By its plan: of a host that falls ill meanwhile another row may speak by now.</summary>
    static bool IsForWork(LawScene scene, Incident? incident) =>
        incident?.Plan is { } plan && scene.Store.Plan(plan)?.Strength == PlanStrength.Maintain;
}
