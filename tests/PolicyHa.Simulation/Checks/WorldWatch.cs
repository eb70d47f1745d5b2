using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Store;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks;

/// <summary>
/// Looks at the real world and at the store after everything that happens, and says which invariant is broken. It shares no
/// code with the engine's own checks: an engine that is wrong about itself is still found out.
/// </summary>
public sealed class WorldWatch(SimWorld world, MemoryStore store, SimTrace trace)
{
    readonly HashSet<ProofOfDeath> proofsSeen = [];
    readonly FreshnessWatch freshness = new();
    (long, int) seen = (-1, -1);
    int actsSeen;

    /// <summary>The first broken invariant, with the moment; null while all hold.</summary>
    public string? Broken { get; private set; }

    /// <param name="at">From the start.</param>
    /// <param name="service">Null while it is down.</param>
    public void Look(TimeSpan at, SimService? service)
    {
        if (Broken is not null || seen == (world.Changes, trace.Entries.Count))
            return;                                     // nothing has happened since
        seen = (world.Changes, trace.Entries.Count);
        var broken = OneCopy() ?? NewActs() ?? OneIncidentPerHost() ?? ProofsAreProofs()
            ?? (service is null ? null : freshness.Stale(service, SimClock.Start + at));
        if (broken is not null)
            Broken = $"{broken} (at {at.TotalSeconds} s)";
    }

    /// <summary>S20: each instance is runnable on at most one host. A live migration hands over at one instant.</summary>
    string? OneCopy()
    {
        foreach (var instance in world.Instances)
        {
            var running = instance.Guests.Where(h => world.Host(h).PowerOn).ToList();
            if (running.Count > 1)
                return $"S20: {instance.Name} runs on {string.Join(" and ", running)}";
        }

        return null;
    }

    /// <summary>What the acts since the last look may not be.</summary>
    string? NewActs()
    {
        for (; actsSeen < world.Acts.Count; actsSeen++)
        {
            if (Judge(world.Acts[actsSeen]) is { } broken)
                return broken;
        }

        return null;
    }

    string? Judge(WorldAct act) => act.Kind switch
    {
        "fence" when world.Host(act.Host).IsDumping => $"S15: {act} while it dumps",
        "evacuate" or "force-down" when world.Host(act.Host).IsDumping => null,
        "evacuate" or "force-down" when IsMisread(act.Host) => null,        // nobody can know; a sign of life must stop it
        "evacuate" when world.Host(act.Host).PowerOn => $"S1: {act} while {act.Host} has power",
        "force-down" when world.Host(act.Host).PowerOn => $"S1: {act} while it has power",
        "evacuate" when Twice(act) => $"S25: {act} while another evacuation of it is under way",
        "fence" when world.Host(act.Host) is { PowerOn: false, Fence: not DeviceManner.Hangs } => $"S8: {act} though it reads off",
        _ => null,
    };

    bool IsMisread(HostName host) => world.Host(host).Fence == DeviceManner.Misreads;

    bool Twice(WorldAct act)
    {
        var id = SimInstance.IdOf(act.Instance!);
        return world.Migrations.Count(m => m.Instance == id && m.Kind == Engine.Ports.MoveKind.Evacuation && m.State == Engine.Ports.MoveState.UnderWay) > 1;
    }

    /// <summary>S22: for each host at most one recovery is open.</summary>
    string? OneIncidentPerHost()
    {
        var twice = store.Incidents.Where(i => i.IsOpen && i.IsOfHost).GroupBy(i => i.Host).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? null : $"S22: {twice.Key} has {twice.Count()} open incidents";
    }

    /// <summary>S2, S3, S16: at the moment a host is proven off, it is off.</summary>
    string? ProofsAreProofs()
    {
        foreach (var incident in store.Incidents)
        {
            if (incident.Proof is ProofOfDeath.PowerReadOffTwice proof && proofsSeen.Add(proof) && world.Host(incident.Host).PowerOn && !IsMisread(incident.Host))
                return $"S3: {incident.Host} counts as proven off, and has power";
        }

        return null;
    }
}
