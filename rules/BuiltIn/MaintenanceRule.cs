using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;

namespace PolicyHa.Rules.BuiltIn;

/// <summary>Nothing is done to a host that somebody is working on.</summary>
sealed class MaintenanceRule : IRule
{
    public string Name => "maintenance";

    public RuleSource Source => RuleSource.BuiltIn;

    public int Stratum => Strata.Guards;

    public IEnumerable<Conclusion> Derive(FactSet facts) =>
        from host in facts.Of<HostState>()
        where host.Maintenance
        select new Conclusion(
            new Veto(host.Host, HoldReason.HostInMaintenance, $"host {host.Host} is in maintenance"), [host]);
}
