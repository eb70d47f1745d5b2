using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Starts one instance that the plan has stopped, where it is now. What its owner has stopped stays stopped.</summary>
public sealed class StartRunner(IComputeControl compute, ExecutionOptions options) : SwitchRunner(compute, options)
{
    public override StepKind Kind => StepKind.Start;

    protected override VmState Wanted => VmState.Active;

    protected override StepOutcome? Objection(StepScene scene, Instance instance)
    {
        var earlier = scene.Plan.Steps.Where(s => s.Instance == instance.Id && s.Number < scene.Step.Number && s.State == StepState.Done).ToList();
        if (!earlier.Exists(s => s.Kind == StepKind.Stop))
            return new StepOutcome.Skipped("we have not stopped it, so it is not ours to start");
        return instance.Host == scene.Step.Host || earlier.Exists(s => s.Place == instance.Host)
            ? null
            : new StepOutcome.Skipped($"on {instance.Host} meanwhile");
    }

    protected override bool CanSwitch(VmState state) => state == VmState.Stopped;

    protected override Task<ActionAnswer> AskAsync(StepScene scene, CancellationToken ct) =>
        scene.AskAsync("start", Compute.StartAsync(scene.Step.Instance!.Value, scene.Context, ct));
}
