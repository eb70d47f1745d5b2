using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>
/// S9, S10: a host that counts as off by its watchdog has been off since it was last heard of, so that nothing runs on any more that ran on it, and nobody has told
/// that it lives for as long as that takes. It may have booted since.
/// </summary>
sealed class SilenceIsLongEnough : ILaw
{
    static readonly FenceWatchdog Parts = new();

    readonly HashSet<ProofOfDeath> seen = [];

    public string Id => "S9";

    public string? Broken(LawScene scene)
    {
        foreach (var proof in scene.NewIncidents.Select(i => i.Proof).OfType<ProofOfDeath.WatchdogElapsed>().Where(seen.Add))
        {
            var host = scene.World.Host(proof.Host);
            if (host.Watchdog is not { } watchdog)
                return $"{proof.Host} counts as switched off by a watchdog that it does not have";
            if (host.Runs && host.BootedAt <= watchdog.LastSaid)
                return $"{proof.Host} counts as switched off by its watchdog, and runs";
            if (scene.At - watchdog.LastSaid is var silence && silence < Parts.BoundFor(watchdog.Timeout))
                return $"{proof.Host} counts as switched off by its watchdog {silence.TotalSeconds} s after it was last heard of";
        }

        return null;
    }
}
