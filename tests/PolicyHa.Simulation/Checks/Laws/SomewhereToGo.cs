using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Running;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S46: a host is not fenced while no other host of its segment could take what runs there.</summary>
sealed class SomewhereToGo : ILaw
{
    /// <summary>What people have done in Nova since it was last read cannot be known.</summary>
    static readonly TimeSpan Known = new DriverOptions().RefreshEvery + TimeSpan.FromSeconds(5);

    readonly Dictionary<HostName, TimeSpan> outSince = [];
    readonly Whereabouts places = new();

    public string Id => "S46";

    public string? Broken(LawScene scene)
    {
        foreach (var host in scene.World.Hosts)
        {
            if (CanTake(host))
                outSince.Remove(host.Name);
            else
                outSince.TryAdd(host.Name, scene.At);
        }

        places.See(scene);
        foreach (var act in scene.NewActs.Where(a => a.Kind == "fence" && FirstTry.Of(scene, a)))
        {
            var host = scene.World.Host(act.Host);
            if (scene.At - scene.NovaSince > Known && scene.World.Hosts.All(h => h == host || places.IsKnownToBeElsewhere(h, host, scene.At, Known) || IsKnownToBeOut(h, scene.At)))
                return $"{act} while no other host of {host.Segment} is enabled";
        }

        return null;
    }

    /// <summary>A reserved host is enabled when it is needed.</summary>
    static bool CanTake(SimHost host) => host is { IsInNova: true, ForcedDown: false } && (host.IsReserved || !host.Disabled);

    bool IsKnownToBeOut(SimHost host, TimeSpan now) => outSince.TryGetValue(host.Name, out var since) && now - since > Known;
}
