using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Given: how one host stands at the moment of the snapshot.</summary>
public sealed record HostState : HostFact
{
    readonly TurnClock clock;

    /// <param name="clock">The turn's; ages are read off it.</param>
    public HostState(TurnClock clock, HostView host)
        : base(KnownKinds.Host, host.Compute)
    {
        this.clock = clock;
        Signals = host.Signals;
        Maintenance = host.Maintenance;
        IsFenced = host.Mark is not null;
        Instances = host.Instances;
    }

    /// <summary>Agreed statuses and since when.</summary>
    public HostSignals Signals { get; }

    /// <summary>An operator's window covers it.</summary>
    public bool Maintenance { get; }

    /// <summary>We fenced it, and it has not come back.</summary>
    public bool IsFenced { get; }

    public IReadOnlyList<Instance> Instances { get; }

    /// <inheritdoc cref="HostSignals.AgeAt"/>
    public TimeSpan SignalsAge => Signals.AgeAt(clock.Now);

    /// <summary>
    /// How often it fell ill within the last hour, by our clock: a signal went down while none was. At most
    /// <see cref="HostSignals.FallsMax"/>.
    /// </summary>
    public int Flaps => Signals.FallsSince(clock.Now - HostSignals.FallsWindow);

    public SignalStatus Admin => Signals[Signal.AdminNetwork].Status;

    public SignalStatus Tenant => Signals[Signal.TenantNetwork].Status;

    public SignalStatus Storage => Signals[Signal.StorageNetwork].Status;

    /// <summary>The worst of nova-compute and libvirt.</summary>
    public SignalStatus ComputeStatus => Worst(Signals[Signal.NovaCompute].Status, Signals[Signal.Libvirt].Status);

    public override string Text =>
        $"Host({Host}, {Admin.Name()} {Tenant.Name()} {Storage.Name()} {ComputeStatus.Name()})";

    /// <summary>Signals are compared by identity: the board makes new ones when one changes.</summary>
    public bool Equals(HostState? other) =>
        other is not null && ReferenceEquals(Signals, other.Signals)
        && Maintenance == other.Maintenance && IsFenced == other.IsFenced
        && ReferenceEquals(Instances, other.Instances) && Compute.Equals(other.Compute);

    public override int GetHashCode() => Compute.Name.GetHashCode();

    /// <summary>Down beats unknown beats degraded beats up: one dead process is enough, and one unseen is not fine.</summary>
    static SignalStatus Worst(SignalStatus a, SignalStatus b) => Rank(a) >= Rank(b) ? a : b;

    static int Rank(SignalStatus status) => status switch
    {
        SignalStatus.Down => 3,
        SignalStatus.Unknown => 2,
        SignalStatus.Degraded => 1,
        _ => 0,
    };
}
