using PolicyHa.Engine.Facts;
using PolicyHa.Simulation.Checks.Laws;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Store;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks;

/// <summary>Looks at the real world and at the store after everything that happens, and says which law is broken.</summary>
sealed class WorldWatch(SimWorld world, MemoryStore store, SimTrace trace, TurnLog turns, IReadOnlyList<Controller> controllers, SimChecks checks)
{
    static readonly TimeSpan TimelyEvery = TimeSpan.FromSeconds(15);

    readonly FreshnessWatch freshness = new();
    readonly LawScene scene = new(world, store, turns, controllers);
    readonly ILaw[] ofEvents =
    [
        .. AllLaws.OfEvents().Where(l => checks.PendingLaws || !AllLaws.Pending.ContainsKey(l.Id)),
        .. checks.Complaint is { } complaint ? [new NobodyComplains(complaint)] : Array.Empty<ILaw>(),
    ];
    readonly ILaw[] ofTime = [.. AllLaws.OfTime().Where(l => checks.PendingLaws || !AllLaws.Pending.ContainsKey(l.Id))];
    (long, int) seen = (-1, -1);
    TimeSpan timelyAt = TimelyEvery;
    long looks;

    /// <summary>The first broken law; null while all hold.</summary>
    public BrokenLaw? Broken { get; private set; }

    /// <summary>A service has taken this report.</summary>
    public void Hear(HostReport report, TimeSpan at) => scene.Hear(report, at);

    /// <param name="at">From the start.</param>
    /// <param name="service">Null while it is down.</param>
    public void Look(TimeSpan at, SimService? service)
    {
        if (Broken is not null)
            return;
        var now = (world.Changes, trace.Entries.Count);
        if (at >= timelyAt)
        {
            scene.Move(at, service);
            Ask(ofEvents);
            Ask(ofTime);
            timelyAt = at + TimelyEvery;
        }
        else if (seen != now)
        {
            scene.Move(at, service);
            Ask(ofEvents);
        }
        else
        {
            return;                                     // nothing has happened since
        }

        if (seen != now && service is not null && checks.FreshnessEvery > 0 && looks++ % checks.FreshnessEvery == 0
            && freshness.Stale(service, service.Clock.GetUtcNow()) is { } stale)
            Broken ??= new BrokenLaw("fresh", stale, at);
        seen = now;
    }

    void Ask(ILaw[] laws)
    {
        foreach (var law in laws)
        {
            if (law.Broken(scene) is { } how)
                Broken ??= new BrokenLaw(law.Id, how, scene.At);
        }
    }
}
