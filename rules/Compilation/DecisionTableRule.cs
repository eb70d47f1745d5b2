using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// A decision table as a rule: it yields the row that speaks, and nothing where every cell of the row is <c>none</c>.
/// </summary>
abstract class DecisionTableRule(DecisionTable table, CelEnvironment environment, ParamSet parameters) : IRule
{
    readonly CelVariable now = environment[PolicySchema.Now];

    /// <summary>Taken out while in use: whoever finds it gone makes another.</summary>
    TableScratch? spare;

    public string Name => table.Name;

    public RuleSource Source => table.At;

    public FactScope Scope => FactScope.Host;

    public abstract FactKinds Reads { get; }

    public virtual FactKinds Needs => FactKinds.None;

    public FactKinds Awaits => FactKinds.None;

    public abstract FactKinds Derives { get; }

    /// <summary>Every row that may speak; null where rows are joined under other names.</summary>
    public IReadOnlyList<string>? RowIds { get; } = table.Hit == HitPolicy.Collect
        ? null
        : [.. table.Rows.Select(r => r.Id), TableRow.OtherwiseId, TableRow.OnErrorId];

    public DecisionTable Table => table;

    public void Derive(FactView facts, Conclusions conclusions)
    {
        var scratch = Interlocked.Exchange(ref spare, null) ?? table.NewScratch(parameters.SetIn(environment.NewActivation()));
        var minute = facts.Now.UtcTicks / TimeSpan.TicksPerMinute;
        if (scratch.Minute != minute)
            (scratch.Minute, scratch.Values[now]) = (minute, PolicySchema.MinuteOf(facts));
        Derive(facts, conclusions, scratch);
        spare = scratch;
    }

    protected abstract void Derive(FactView facts, Conclusions conclusions, TableScratch scratch);

    /// <summary>Null when there is nothing to say.</summary>
    protected RowMatch? Ask(TableScratch scratch, ComputeHost host, InstanceId? instance)
    {
        var row = table.Ask(scratch);
        if (row is null || (row.IsSilent && row.Id != RowMatch.OnError))
            return null;
        return new RowMatch(host, instance, table.Name, row.Id, row.At, row.Cells, new TableReading(table, scratch))
        {
            Because = row.Because,
        };
    }
}
