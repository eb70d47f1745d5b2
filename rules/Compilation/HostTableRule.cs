using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>A table <c>for: host</c>: asked of every host.</summary>
sealed class HostTableRule(DecisionTable table, CelEnvironment environment, ParamSet parameters)
    : DecisionTableRule(table, environment, parameters)
{
    readonly CelVariable subject = environment["host"];

    public override FactKinds Reads { get; } = FactKinds.Of(KnownKinds.Host);

    public override FactKinds Derives { get; } = FactKinds.Of(KnownKinds.RowMatch);

    protected override void Derive(FactView facts, Conclusions conclusions, TableScratch scratch)
    {
        foreach (var host in facts.Of(KnownKinds.Host))
        {
            scratch.Values[subject] = PolicySchema.Host.Of(host);
            if (Ask(scratch, host.Compute, null) is { } match)
                conclusions.Add(match, host);
        }
    }
}
