using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Facts;
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
                && scene.Store.Incident(act.Context.Incident)?.Proof is not ProofOfDeath.PersonConfirmed and var proof
                && !(booted && IsUnnoticed(scene, host, proof)))
                return $"{act} while {act.Host} has power";
        }

        return null;
    }

    static bool IsUnnoticed(LawScene scene, SimHost host, ProofOfDeath? proof) => host.BootedAt == scene.At
        || (proof is ProofOfDeath.PowerReadOffTwice or ProofOfDeath.LevelReadOffTwice
            ? scene.At - host.LastOffRead <= PowerCheck.Holds || scene.At - host.UnansweredAt <= PowerCheck.UnansweredHolds
            : !scene.Heard.Any(h => h.Report.Host == host.Name && h.Report.Status == SignalStatus.Up && h.At >= host.BootedAt));
}
