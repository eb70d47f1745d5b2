using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Simulation.World;

/// <summary>A migration record of the simulated Nova.</summary>
public sealed class SimMigration(long number, InstanceId instance, HostName source, MoveKind kind)
{
    public long Number { get; } = number;

    public InstanceId Instance { get; } = instance;

    public HostName Source { get; } = source;

    public MoveKind Kind { get; } = kind;

    /// <summary>When Nova accepted it.</summary>
    public required TimeSpan BeganAt { get; init; }

    /// <summary>Nova has accepted it, but the record is not written yet.</summary>
    public bool IsHidden { get; set; }

    public MoveState State { get; set; } = MoveState.UnderWay;

    /// <summary>The source's nova-compute has removed the old copy.</summary>
    public bool IsCleaned { get; set; }

    /// <summary>Where it goes; null while nobody has looked.</summary>
    public HostName? Target { get; set; }

    public string Detail { get; set; } = "accepted";
}
