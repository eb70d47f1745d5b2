using System.Collections.Frozen;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Execution;

/// <summary>The runner of each kind of step.</summary>
public sealed class StepRunners(IEnumerable<IStepRunner> runners)
{
    readonly FrozenDictionary<StepKind, IStepRunner> byKind = runners.ToFrozenDictionary(r => r.Kind);

    public IStepRunner Of(StepKind kind) => byKind[kind];
}
