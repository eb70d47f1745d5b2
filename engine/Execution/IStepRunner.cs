using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Execution;

/// <summary>
/// Carries out one kind of step. Called when the step starts and again whenever it is due, until it is over; it never waits
/// itself. It must be right after a crash at any line: it asks the world before it repeats an act.
/// </summary>
public interface IStepRunner
{
    StepKind Kind { get; }

    Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct);
}
