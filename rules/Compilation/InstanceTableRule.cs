using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// A table <c>for: instance</c>: asked of every faulty instance, in the snapshot's order. It may ask for the host too.
/// </summary>
sealed class InstanceTableRule(DecisionTable table, CelEnvironment environment, ParamSet parameters)
    : DecisionTableRule(table, environment, parameters)
{
    readonly CelVariable subject = environment["instance"];
    readonly CelVariable host = environment["host"];

    public override int Stratum => Strata.InstanceTables;

    public override IEnumerable<Conclusion> Derive(FactSet facts)
    {
        var scratch = NewScratch();
        foreach (var fault in facts.Of<InstanceFault>())
        {
            var state = facts.Of<HostState>(fault.Host) is [var known, ..] ? known : null;
            scratch.Values[subject] = PolicySchema.InstanceFault.Of(fault);
            scratch.Values[host] = PolicySchema.Host.Of(state);
            if (Ask(scratch, fault.Host, fault.Instance.Id) is { } match)
                yield return new Conclusion(match, state is null ? [fault] : [fault, state]);
        }
    }
}
