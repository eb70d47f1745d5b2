using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Stops one instance where it is.</summary>
public sealed class StopRunner(IComputeControl compute, ExecutionOptions options) : SwitchRunner(compute, options)
{
    public override StepKind Kind => StepKind.Stop;

    protected override VmState Wanted => VmState.Stopped;

    protected override StepOutcome? Objection(StepScene scene, Instance instance)
    {
        if (instance.Host != scene.Step.Host)
            return new StepOutcome.Skipped($"on {instance.Host} meanwhile");
        if (instance.State == VmState.Stopped)
            return new StepOutcome.Skipped("stopped, and not by us: its owner's wish");
        return instance.Locked
            ? new StepOutcome.Failed("locked by its owner or an administrator, who do not want it touched", false)
            : null;
    }

    protected override bool CanSwitch(VmState state) => state is VmState.Active or VmState.Error;

    protected override Task<ActionAnswer> AskAsync(StepScene scene, CancellationToken ct) =>
        scene.AskAsync("stop", Compute.StopAsync(scene.Step.Instance!.Value, scene.Context, ct));
}
