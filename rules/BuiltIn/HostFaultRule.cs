using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;

namespace PolicyHa.Rules.BuiltIn;

/// <summary>
/// A host is faulty when a row of a table for hosts asks for something. A table that could not be evaluated counts too:
/// it asks for nothing, but somebody has to hear of it.
/// </summary>
sealed class HostFaultRule : IRule
{
    public string Name => "host-fault";

    public RuleSource Source => RuleSource.BuiltIn;

    public int Stratum => Strata.HostFaults;

    public IEnumerable<Conclusion> Derive(FactSet facts) =>
        from row in facts.Of<RowMatch>()
        where row.Instance is null && (!row.IsHealthy || row.Row == TableRow.OnErrorId)
        select new Conclusion(new HostFault(row.Host, row), [row]);
}
