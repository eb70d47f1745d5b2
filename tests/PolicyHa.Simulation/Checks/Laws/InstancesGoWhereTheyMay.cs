using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>
/// An instance that may run only on some hosts is evacuated to one of these by name and to nothing else, one that is kept apart is not
/// left to a scheduler that knows nothing of that, and nobody is sent to a host that somebody works on.
/// </summary>
sealed class InstancesGoWhereTheyMay : ILaw
{
    static readonly TimeSpan Known = new DriverOptions().RefreshEvery + TimeSpan.FromSeconds(5);
    readonly Whereabouts places = new();

    public string Id => "R2";

    public string? Broken(LawScene scene)
    {
        places.See(scene);
        return scene.NewActs.Where(a => a.Kind == "evacuate").Select(a => Broken(scene, a)).FirstOrDefault(b => b is not null);
    }

    string? Broken(LawScene scene, WorldAct act)
    {
        var words = scene.World.Instance(SimInstance.IdOf(act.Instance!))!.Metadata;
        if (words.TryGetValue("HA_Only_On", out var only) && !Names(only).Any(n => IsMeant(scene, n, act.Target)))
            return $"{act} to {act.Target?.Value ?? "wherever"}, though it may run only on {only}";
        if (words.TryGetValue("HA_Apart", out var apart) && (act.Target is null || IsThere(scene, act, apart)))
            return $"{act} to {act.Target?.Value ?? "wherever"}, though it is kept apart from others of {apart}";
        return act.Target is { } target && IsWorkedOn(scene, scene.World.Host(target), act.CallerNow)
            ? $"{act} to {target}, which is in maintenance" : null;
    }

    /// <summary>By a window of its own, or by one of a segment that the service must know it is in.</summary>
    bool IsWorkedOn(LawScene scene, SimHost host, DateTimeOffset now) =>
        scene.Store.Operators.WindowOf(host.Name, host.Segment, now) is { } window
        && (window.Scope.Host is not null || places.IsKnown(host, scene.At, Known));

    static string[] Names(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static bool IsMeant(LawScene scene, string name, HostName? target) => target is { } host
        && (name == host.Value || scene.World.Host(host).Aggregates.Any(a => name == $"aggregate:{a.Name}"));

    /// <summary>It has been there from the beginning: of what came later the service may not have heard yet.</summary>
    static bool IsThere(LawScene scene, WorldAct act, string group) => scene.World.Instances.Any(
        i => i.Name != act.Instance && i.Host == act.Target && i.Home == act.Target && i.Metadata.GetValueOrDefault("HA_Apart") == group
            && i.State != VmState.Deleted);
}
