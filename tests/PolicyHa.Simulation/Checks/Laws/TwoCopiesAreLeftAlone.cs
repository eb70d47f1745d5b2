using PolicyHa.Engine.Facts;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S21: an instance that runs twice is not started once more; unless by a mistake that nobody has heard of.</summary>
sealed class TwoCopiesAreLeftAlone : ILaw
{
    /// <summary>No server boots so fast: one seen up before was never off.</summary>
    static readonly TimeSpan BootMin = TimeSpan.FromSeconds(60);

    public string Id => "S21";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs.Where(a => a is { Kind: "evacuate" or "start" or "live-migrate" or "migrate", Instance: not null }))
        {
            var instance = scene.World.Instance(SimInstance.IdOf(act.Instance!))!;
            if (instance.Guests.Count(h => scene.World.Host(h).PowerOn && MayBeKnown(scene, h)) > 1)
                return $"{act} while it runs on {string.Join(" and ", instance.Guests)}";
        }

        return null;
    }

    /// <summary>
    /// A host that a device or a person said was off is off for all who must decide, unless somebody saw it up so soon that it cannot have
    /// booted: seen later, it may have been switched on.
    /// </summary>
    static bool MayBeKnown(LawScene scene, HostName host) => !scene.World.Host(host).CountedDeadByMistake
        || (scene.World.Acts.LastOrDefault(a => a.Kind == "force-down" && a.Host == host) is { } counted
            && scene.Heard.Any(h => h.Report.Host == host && h.Report.Status == SignalStatus.Up && h.At >= counted.At && h.At - counted.At < BootMin));
}
