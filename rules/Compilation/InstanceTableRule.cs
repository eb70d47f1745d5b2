using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// A table <c>for: instance</c>: asked of every faulty instance. It may ask for the host too.
/// </summary>
sealed class InstanceTableRule(DecisionTable table, CelEnvironment environment, ParamSet parameters)
    : DecisionTableRule(table, environment, parameters)
{
    readonly CelVariable subject = environment["instance"];
    readonly CelVariable host = environment["host"];

    public override FactKinds Reads { get; } = FactKinds.Of(KnownKinds.Host, KnownKinds.InstanceFault);

    public override FactKinds Derives { get; } = FactKinds.Of(KnownKinds.InstanceRow);

    public override FactKinds Needs { get; } = FactKinds.Of(KnownKinds.InstanceFault);

    protected override void Derive(FactView facts, Conclusions conclusions, TableScratch scratch)
    {
        foreach (var fault in facts.Of(KnownKinds.InstanceFault))
        {
            var state = facts.Of(KnownKinds.Host).First;
            scratch.Values[subject] = PolicySchema.InstanceFault.Of(fault);
            scratch.Values[host] = PolicySchema.Host.Of(state);
            if (Ask(scratch, fault.Compute, fault.Instance.Id) is { } match)
                conclusions.Add(match, state is null ? [fault] : [fault, state]);
        }
    }
}
