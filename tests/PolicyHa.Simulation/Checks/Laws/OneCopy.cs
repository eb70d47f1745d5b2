using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S20, S57: each instance is runnable on at most one host. A live migration hands over at one instant.</summary>
sealed class OneCopy : ILaw
{
    public string Id => "S20";

    public string? Broken(LawScene scene)
    {
        foreach (var instance in scene.World.Instances)
        {
            if (instance.Guests.Count > 1 && Running(scene, instance) > 1 && !IsExcused(scene, instance))
                return $"{instance.Name} runs on {string.Join(" and ", instance.Guests.Where(h => scene.World.Host(h).PowerOn))}";
        }

        return null;
    }

    static int Running(LawScene scene, SimInstance instance) => instance.Guests.Count(h => scene.World.Host(h).PowerOn);

    /// <summary>
    /// A person's wrong word, or a device that misreads and nobody who sees the host alive: nothing could have known. What such a host was handing over
    /// at that moment came to another one.
    /// </summary>
    static bool IsExcused(LawScene scene, SimInstance instance) =>
        instance.Guests.Any(h => scene.World.Host(h).CountedDeadByMistake)
        || scene.World.Migrations.Any(m => m.Instance == instance.Id && scene.World.Host(m.Source).CountedDeadByMistake);
}
