using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;

namespace PolicyHa.Rules.BuiltIn;

/// <summary>
/// A host without a fault is suspect while a signal of it is down, or while its signals are not all up and younger than
/// <paramref name="settle"/>. A signal that has been degraded for long is no suspicion: the table has looked at it.
/// </summary>
sealed class HostSuspectRule(TimeSpan settle) : IRule
{
    static readonly Signal[] TableSignals =
        [Signal.AdminNetwork, Signal.TenantNetwork, Signal.StorageNetwork, Signal.NovaCompute, Signal.Libvirt];

    public string Name => "host-suspect";

    public RuleSource Source => RuleSource.BuiltIn;

    public int Stratum => Strata.HostSuspects;

    public IEnumerable<Conclusion> Derive(FactSet facts)
    {
        foreach (var host in facts.Of<HostState>())
        {
            if (IsSuspicious(host) && !facts.Any<HostFault>(host.Host))
                yield return new Conclusion(new HostSuspect(host.Host), [host]);
        }
    }

    bool IsSuspicious(HostState host)
    {
        var isYoung = host.SignalsAge < settle;
        foreach (var signal in TableSignals)
        {
            var status = host.Signals[signal].Status;
            if (status == SignalStatus.Down || (isYoung && status != SignalStatus.Up))
                return true;
        }

        return false;
    }
}
