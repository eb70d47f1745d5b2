using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.BuiltIn;

/// <summary>
/// Nothing is done to a host that somebody is working on; it may be off on purpose, so it says nothing about its neighbours.
/// </summary>
sealed class MaintenanceRule : IRule
{
    public string Name => "maintenance";

    public RuleSource Source => RuleSource.BuiltIn;

    public FactScope Scope => FactScope.Host;

    public FactKinds Reads { get; } = FactKinds.Of(KnownKinds.Host);

    public FactKinds Awaits => FactKinds.None;

    public FactKinds Derives { get; } = FactKinds.Of(KnownKinds.AtWork, KnownKinds.Veto);

    public void Derive(FactView facts, Conclusions conclusions)
    {
        foreach (var host in facts.Of(KnownKinds.Host))
        {
            if (!host.Maintenance)
                continue;
            conclusions.Add(new AtWork(host.Compute), host);
            conclusions.Add(new Veto(host.Compute, HoldReason.HostInMaintenance, $"host {host.Host} is in maintenance"), host);
        }
    }

    public string? WhyNot(FactView facts) =>
        facts.Of(KnownKinds.Host).First is { Maintenance: false } ? "the host is not in maintenance" : null;
}
