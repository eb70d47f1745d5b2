using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Plans;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>
/// S1: what is forced down or evacuated has no power. A person's word, or a device at the wrong machine, can be wrong: that is
/// found by signs of life. Who switches a host on meanwhile is noticed when its devices are asked again, if they answer, or when it is heard of.
/// </summary>
/// <param name="booted">Of a host that has booted again since it was last read off; else of one that has not.</param>
sealed class NothingMovesFromALivingHost(bool booted) : ILaw
{
    public string Id => booted ? "S1-booted" : "S1";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs.Where(a => a.Kind is "evacuate" or "force-down"))
        {
            var host = scene.World.Host(act.Host);
            if (host is { PowerOn: true, IsMisread: false, IsDumping: false } && host.MisreadAt != host.LastOffRead && host.BootedAt > host.LastOffRead == booted
                && !(booted && IsUnnoticed(scene, host))
                && scene.Store.Incident(act.Context.Incident)?.Proof is not ProofOfDeath.PersonConfirmed)
                return $"{act} while {act.Host} has power";
        }

        return null;
    }

    static bool IsUnnoticed(LawScene scene, SimHost host) =>
        host.BootedAt == scene.At || scene.At - host.LastOffRead <= PowerCheck.Holds || scene.At - host.UnansweredAt <= PowerCheck.UnansweredHolds;
}
