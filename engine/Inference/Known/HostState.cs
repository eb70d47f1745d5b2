using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Given: how one host stands at the moment of the snapshot.</summary>
/// <param name="Signals">Agreed statuses and since when.</param>
/// <param name="SignalsAge">How long none of its table signals has changed.</param>
/// <param name="Maintenance">An operator's window covers it.</param>
public sealed record HostState(ComputeHost Compute, HostSignals Signals, TimeSpan SignalsAge, bool Maintenance)
    : Fact(Compute.Name)
{
    public SignalStatus Admin => Signals[Signal.AdminNetwork].Status;

    public SignalStatus Tenant => Signals[Signal.TenantNetwork].Status;

    public SignalStatus Storage => Signals[Signal.StorageNetwork].Status;

    /// <summary>The worst of nova-compute and libvirt.</summary>
    public SignalStatus ComputeStatus => Worst(Signals[Signal.NovaCompute].Status, Signals[Signal.Libvirt].Status);

    public override string Text =>
        $"HostState({Host}, {Admin.Name()} {Tenant.Name()} {Storage.Name()} {ComputeStatus.Name()})";

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
