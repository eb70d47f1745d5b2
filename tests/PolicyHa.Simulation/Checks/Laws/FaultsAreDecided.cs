using PolicyHa.Engine.Facts;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>
/// Liveness: a host without power, that every observer says is down in everything, has an open incident (with its reason) or a
/// fence of ours behind it, soon after the last word.
/// </summary>
sealed class FaultsAreDecided : ILaw
{
    /// <summary>Settling takes half a minute at most, unknown hosts and Nova's absence another.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    readonly Dictionary<(HostName, Signal, string), (SignalStatus Status, TimeSpan At)> words = [];
    int heard;

    public string Id => "L1";

    public string? Broken(LawScene scene)
    {
        for (; heard < scene.Heard.Count; heard++)
        {
            var (report, at) = scene.Heard[heard];
            words[(report.Host, report.Signal, report.Observer)] = (report.Status, at);
        }

        if (scene.At - scene.UpSince < Soon || scene.At - scene.NovaSince < Soon || scene.UpSince is null || scene.NovaSince is null)
            return null;
        var silent = scene.World.Hosts.FirstOrDefault(h => h is { PowerOn: false, IsInNova: true } && IsSaidDown(h.Name, scene.At) && !IsDecided(scene, h));
        return silent is null ? null : $"{silent.Name} has been down for {Soon.TotalMinutes} min, and nothing was decided about it";
    }

    bool IsSaidDown(HostName host, TimeSpan now)
    {
        var said = words.Where(w => w.Key.Item1 == host).ToList();
        return said.Count > 0 && said.TrueForAll(w => w.Value.Status == SignalStatus.Down && now - w.Value.At > Soon);
    }

    static bool IsDecided(LawScene scene, SimHost host) =>
        scene.Store.Open.Any(i => i.Host == host.Name && i.IsOfHost) || scene.Store.IsMarked(host.Name);
}
