using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S46: where the policy does not say otherwise a host is not fenced while Placement has said of every other host of its segment that it has room for nothing of what would be evacuated.</summary>
sealed class RoomToGo : ILaw
{
    /// <summary>What Placement said a moment ago the service may not have read.</summary>
    static readonly TimeSpan Known = new DriverOptions().RefreshEvery + TimeSpan.FromSeconds(5);

    readonly Dictionary<HostName, (Room? Room, TimeSpan Since)> rooms = [];
    readonly Whereabouts places = new();

    public string Id => "S46-room";

    public string? Broken(LawScene scene)
    {
        foreach (var roomy in scene.World.Hosts.Where(h => h.Room is not null))
        {
            var room = scene.World.PlacementUp ? scene.World.RoomLeft(roomy)! with { ReadAt = default } : null;
            if (!rooms.TryGetValue(roomy.Name, out var known) || known.Room != room)
                rooms[roomy.Name] = (room, scene.At);
        }

        places.See(scene);
        foreach (var act in rooms.Count == 0 || scene.Service?.Policies.Current.Targets.FenceWithoutTarget is true ? [] : scene.NewActs.Where(a => a.Kind == "fence" && FirstTry.Of(scene, a)))
        {
            var leaving = Leaving(scene, act);
            var host = scene.World.Host(act.Host);
            var others = scene.World.Hosts.Where(h => h != host && !places.IsKnownToBeElsewhere(h, host, scene.At, Known)).ToList();
            if (scene.At - scene.NovaSince > Known && leaving.Count > 0 && others.TrueForAll(h => leaving.TrueForAll(i => IsFullFor(scene, h, i))))
                return $"{act} while no other host has room for {string.Join(", ", leaving.Select(i => i.Name))}";
        }

        return null;
    }

    static List<SimInstance> Leaving(LawScene scene, WorldAct act) =>
        scene.Store.Incident(act.Context.Incident)?.Plan is { } id && scene.Store.Plan(id) is { } plan
            ? [.. plan.Steps.Where(s => s.Kind == StepKind.Evacuate).Select(s => scene.World.Instance(s.Instance!.Value)).OfType<SimInstance>()]
            : [];

    bool IsFullFor(LawScene scene, SimHost host, SimInstance instance) =>
        rooms.TryGetValue(host.Name, out var known) && known.Room is { } room && scene.At - known.Since > Known
        && !room.Holds(instance.Claim);
}
