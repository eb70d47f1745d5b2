using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.BuiltIn;

/// <summary>
/// A host is faulty when a row of a table for hosts, or a rule, asks for something. A table that could not be evaluated counts
/// too: it asks for nothing, but somebody has to hear of it.
/// </summary>
sealed class HostFaultRule : IRule
{
    public string Name => "host-fault";

    public RuleSource Source => RuleSource.BuiltIn;

    public FactScope Scope => FactScope.Host;

    public FactKinds Reads { get; } = FactKinds.Of(KnownKinds.RowMatch);

    public FactKinds Needs => Reads;

    public FactKinds Awaits => FactKinds.None;

    public FactKinds Derives { get; } = FactKinds.Of(KnownKinds.HostFault);

    public void Derive(FactView facts, Conclusions conclusions)
    {
        foreach (var row in facts.Of(KnownKinds.RowMatch))
        {
            if (row.Instance is null && (!row.IsHealthy || row.Row == RowMatch.OnError))
                conclusions.Add(new HostFault(row), row);
        }
    }
}
