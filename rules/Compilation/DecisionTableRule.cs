using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// A decision table as a rule: it yields the row that speaks, and nothing where every cell of the row is <c>none</c>.
/// </summary>
abstract class DecisionTableRule(DecisionTable table, CelEnvironment environment, ParamSet parameters) : IRule
{
    public string Name => table.Name;

    public RuleSource Source => table.At;

    public abstract int Stratum { get; }

    public abstract IEnumerable<Conclusion> Derive(FactSet facts);

    protected TableScratch NewScratch() => table.NewScratch(parameters.SetIn(environment.NewActivation()));

    /// <summary>Null when there is nothing to say.</summary>
    protected RowMatch? Ask(TableScratch scratch, HostName host, InstanceId? instance)
    {
        var row = table.Ask(scratch);
        if (row is null || (row.IsSilent && row.Id != TableRow.OnErrorId))
            return null;
        var (inputs, nearMisses) = (table.InputsOf(scratch), table.NearMissesOf(scratch));
        return new RowMatch(host, instance, table.Name, row.Id, row.At, row.Cells, inputs, nearMisses)
        {
            Because = row.Because,
        };
    }
}
