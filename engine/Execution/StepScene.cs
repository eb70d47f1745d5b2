using System.Collections.Concurrent;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution;

/// <summary>What a runner may know beside its step.</summary>
/// <param name="Now">UTC, when this run began.</param>
/// <param name="Resumed">
/// The step had begun when this process started and is run for the first time since: what it was doing when the former process
/// ended must be asked, not assumed.
/// </param>
public sealed record StepScene(
    PlanStep Step, RecoveryPlan Plan, Incident Incident, DateTimeOffset Now, bool Resumed, ActionContext Context)
{
    readonly ConcurrentQueue<AskedAct> asked = new();

    /// <summary>What the outside was asked to do in this run, in the order of the answers.</summary>
    public IReadOnlyCollection<AskedAct> Asked => asked;

    /// <summary>Every act of a runner goes through here, so that the history has it.</summary>
    /// <param name="what">Such as <c>power-off</c>.</param>
    /// <param name="act">The call.</param>
    /// <param name="detail">By which device, to which host; null where the step says it all.</param>
    public async Task<ActionAnswer> AskAsync(string what, Task<ActionAnswer> act, string? detail = null)
    {
        var answer = await act;
        asked.Enqueue(new AskedAct(what, detail, answer));
        return answer;
    }

    /// <summary>The proof that the step's host is dead.</summary>
    /// <exception cref="InvariantBrokenException">There is none: the step must not have been started.</exception>
    public ProofOfDeath Proof
    {
        get
        {
            Invariant.Holds(
                Incident.Proof is { } proof && proof.Host == Step.Host,
                $"{Step.Id} needs proof of death of {Step.Host} in incident {Incident.Id}");
            return Incident.Proof!;
        }
    }

    /// <summary>Nothing waits for the step any more: the plan was withdrawn, or another has taken its place.</summary>
    public bool NothingFollows => Plan.Steps.All(s => s.IsOver || !s.After.Contains(Step.Number));

    /// <summary>How long this try has lasted.</summary>
    public TimeSpan Age => Now - (Step.StartedAt ?? Now);

    public bool TimedOut => Age > Step.Timeout;
}
