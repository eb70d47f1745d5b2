using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>
/// Liveness: an instance that we switched off, with its host or by itself, runs again soon, or an incident that says so is open.
/// </summary>
sealed class NothingIsLostSilently : ILaw
{
    /// <summary>Longer than any ladder of tries.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(10);

    readonly Dictionary<InstanceId, TimeSpan> downSince = [];
    readonly HashSet<InstanceId> ours = [];

    public string Id => "L2";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs)
        {
            if (act.Kind is "stop")
                ours.Add(SimInstance.IdOf(act.Instance!));
            else if (act.Kind is "fence")
                ours.UnionWith(scene.World.Instances.Where(i => i.Host == act.Host && IsWanted(i) && IsProtected(i)).Select(i => i.Id));
        }

        foreach (var id in ours)
        {
            var instance = scene.World.Instance(id)!;
            if (!IsWanted(instance) || !IsProtected(instance) || instance.TaskState is not null || instance.Guests.Any(h => scene.World.Host(h).PowerOn))
                downSince.Remove(id);
            else if (!downSince.TryAdd(id, scene.At) && scene.At - downSince[id] > Soon && IsServed(scene) && !IsTold(scene, instance))
                return $"{instance.Name} on {instance.Host} has been down for {Soon.TotalMinutes} min by our hand, and no incident is open";
        }

        return null;
    }

    static bool IsWanted(SimInstance instance) =>
        instance is { StoppedByOwner: false, State: VmState.Active or VmState.Stopped, WasActive: true };

    /// <summary>What becomes of those that are bound to their host, the policy may say.</summary>
    static bool IsProtected(SimInstance instance) =>
        instance.Metadata.GetValueOrDefault("HA_Enabled") == "True" && instance.Boot != BootSource.LocalDisk && instance.Needs.IsEmpty;

    static bool IsServed(LawScene scene) => scene.At - scene.UpSince > Soon && scene.At - scene.NovaSince > Soon;

    static bool IsTold(LawScene scene, SimInstance instance) => scene.Store.Open.Any(i => i.Host == instance.Host || i.Instance == instance.Id);
}
