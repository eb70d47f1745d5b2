using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Policies;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Store;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks;

/// <summary>What a law may look at: everything as it is, and what is new since the last look.</summary>
sealed class LawScene(SimWorld world, MemoryStore store, TurnLog turns, IReadOnlyList<Controller> controllers)
{
    readonly List<HeardReport> heard = [];
    int actsSeen;
    int incidentsSeen;

    public SimWorld World => world;

    public MemoryStore Store => store;

    public TurnLog Turns => turns;

    /// <summary>From the start, by the true clock.</summary>
    public TimeSpan At { get; private set; }

    /// <summary>Null while it is down.</summary>
    public SimService? Service { get; private set; }

    /// <summary>Every process that is up.</summary>
    public IEnumerable<SimService> Services => controllers.Select(c => c.Service).OfType<SimService>();

    /// <summary>Since when it has been up without a break; null while it is down.</summary>
    public TimeSpan? UpSince { get; private set; }

    /// <summary>Since when Nova has answered; null while it does not.</summary>
    public TimeSpan? NovaSince { get; private set; } = TimeSpan.Zero;

    /// <summary>Reports on hosts that a service has taken, in that order.</summary>
    public IReadOnlyList<HeardReport> Heard => heard;

    /// <summary>Acts since the last look.</summary>
    public IReadOnlyList<WorldAct> NewActs { get; private set; } = [];

    /// <summary>Incidents written since the last look, as often as they were.</summary>
    public IReadOnlyList<Incident> NewIncidents { get; private set; } = [];

    /// <summary>What whoever acted decides by: replicas hear of another policy one after the other. Null: it is down by now.</summary>
    public RecoveryPolicy? PolicyOf(WorldAct act) => Services.FirstOrDefault(s => s.Name == act.By)?.Policies.Current;

    /// <summary>The compute host that whoever acted runs on; null: none, or it is down by now.</summary>
    public HostName? MachineOf(WorldAct act) => controllers.FirstOrDefault(c => c.Service?.Name == act.By)?.Host;

    public void Hear(HostReport report, TimeSpan at) => heard.Add(new HeardReport(report, at));

    public void Move(TimeSpan at, SimService? service)
    {
        At = at;
        UpSince = service is null ? null : ReferenceEquals(service, Service) ? UpSince : at;
        NovaSince = world.NovaUp ? NovaSince ?? at : null;
        Service = service;
        NewActs = actsSeen == world.Acts.Count ? [] : [.. world.Acts.Skip(actsSeen)];
        NewIncidents = incidentsSeen == store.IncidentVersions.Count ? [] : [.. store.IncidentVersions.Skip(incidentsSeen)];
        (actsSeen, incidentsSeen) = (world.Acts.Count, store.IncidentVersions.Count);
    }
}

/// <summary>A report, and when a service took it.</summary>
sealed record HeardReport(HostReport Report, TimeSpan At);
