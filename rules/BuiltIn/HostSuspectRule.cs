using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.BuiltIn;

/// <summary>
/// A host without a fault is suspect while a signal of it is down, or while its signals are not all up and younger than
/// <paramref name="settle"/>. A signal that has been degraded for long is no suspicion: the table has looked at it.
/// </summary>
sealed class HostSuspectRule(TimeSpan settle) : IRule
{
    public string Name => "host-suspect";

    public RuleSource Source => RuleSource.BuiltIn;

    public FactScope Scope => FactScope.Host;

    public FactKinds Reads { get; } = FactKinds.Of(KnownKinds.Host, KnownKinds.HostFault);

    /// <summary>A suspect is a host without a fault.</summary>
    public FactKinds Awaits { get; } = FactKinds.Of(KnownKinds.HostFault);

    public FactKinds Derives { get; } = FactKinds.Of(KnownKinds.HostSuspect);

    public void Derive(FactView facts, Conclusions conclusions)
    {
        foreach (var host in facts.Of(KnownKinds.Host))
        {
            if (IsSuspicious(host) && facts.Of(KnownKinds.HostFault).First is null)
                conclusions.Add(new HostSuspect(host.Compute), host);
        }
    }

    bool IsSuspicious(HostState host) =>
        host.Signals.AnyDown || (!host.Signals.AllUp && host.SignalsAge < settle);
}
