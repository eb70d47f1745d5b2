using PolicyHa.Engine.Facts;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>
/// Liveness: while somebody works on a host that is well Nova places nothing there, and after the work it may again; unless an open
/// incident says why not.
/// </summary>
sealed class WorkIsHonoured : ILaw
{
    /// <summary>Longer than any ladder of tries.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    const string OurReason = "policyha maintenance: ";

    readonly Dictionary<HostName, TimeSpan> wrongSince = [];

    public string Id => "L5";

    public string? Broken(LawScene scene)
    {
        if (scene.Service?.Clock.GetUtcNow() is not { } now)
            return null;
        foreach (var host in scene.World.Hosts)
        {
            var isWorkedOn = scene.Store.Operators.WindowOf(host.Name, host.Segment, now) is not null;
            if (!IsWrong(host, isWorkedOn) || !IsFree(scene, host, now))
                wrongSince.Remove(host.Name);
            else if (!wrongSince.TryAdd(host.Name, scene.At) && scene.At - wrongSince[host.Name] > Soon && IsServed(scene))
                return $"{host.Name} {(isWorkedOn ? "is worked on, and Nova may place instances there" : "is worked on no more, and is still disabled for that")}";
        }

        return null;
    }

    static bool IsWrong(SimHost host, bool isWorkedOn) => isWorkedOn
        ? !host.Disabled : host.Disabled && host.DisabledReason?.StartsWith(OurReason, StringComparison.Ordinal) == true;

    /// <summary>Nobody has switched acting off, and no trouble is open.</summary>
    static bool IsFree(LawScene scene, SimHost host, DateTimeOffset now) =>
        host is { IsInNova: true, Runs: true, HasReported: true }
        && scene.Store.Operators is var operators && operators.DisarmOf(host.Name, host.Segment, now) is null
        && operators.PauseOf(host.Name, host.Segment, now) is null
        && !scene.Store.IsMarked(host.Name) && !scene.Store.Open.Any(i => i.Host == host.Name);

    static bool IsServed(LawScene scene) => scene.At - scene.UpSince > Soon && scene.At - scene.NovaSince > Soon;
}
