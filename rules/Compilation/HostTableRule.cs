using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>A table <c>for: host</c>: asked of every host, in the snapshot's order.</summary>
sealed class HostTableRule(DecisionTable table, CelEnvironment environment, ParamSet parameters)
    : DecisionTableRule(table, environment, parameters)
{
    readonly CelVariable subject = environment["host"];

    public override int Stratum => Strata.HostTables;

    public override IEnumerable<Conclusion> Derive(FactSet facts)
    {
        var scratch = NewScratch();
        foreach (var host in facts.Of<HostState>())
        {
            scratch.Values[subject] = PolicySchema.Host.Of(host);
            if (Ask(scratch, host.Host, null) is { } match)
                yield return new Conclusion(match, [host]);
        }
    }
}
