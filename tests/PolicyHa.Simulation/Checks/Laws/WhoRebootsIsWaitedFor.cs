using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>
/// A host that said it reboots is not fenced, nor are its services restarted, before it had the time that the policy gives it. That an
/// instance is moved off it meanwhile, home or for planned work, harms nobody.
/// </summary>
sealed class WhoRebootsIsWaitedFor : ILaw
{
    /// <summary>Clocks of two controllers, and of the host, are apart by so much at most.</summary>
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    public string Id => "reboot";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs.Where(a => a.Kind is "fence" or "restart-service" && FirstTry.Of(scene, a)))
        {
            if (scene.PolicyOf(act)?.Shutdown is { Mode: not ShutdownMode.Failover } law && IsWaitedFor(scene, act, law.Wait) is { } said)
                return $"{act}, and {said}";
        }

        return null;
    }

    static string? IsWaitedFor(LawScene scene, WorldAct act, TimeSpan wait) =>
        scene.Store.Shutdowns.GetValueOrDefault(act.Host) is { IsOver: false, Kind: ShutdownKind.Reboot } notice
        && act.CallerNow + Skew < notice.At + wait && act.CallerNow > notice.At + Skew
            ? notice.Text
            : null;
}
