using System.Collections.Frozen;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Plans;

/// <summary>The only place where a step changes state. Refuses illegal moves.</summary>
public static class PlanTransitions
{
    /// <summary>Begins a try: waiting → started. Written before acting.</summary>
    public static PlanStep Start(this PlanStep step, DateTimeOffset at) =>
        Move(step, StepState.Started, StepState.Waiting) with { Tries = step.Tries + 1, StartedAt = at, NextAt = null };

    /// <summary>Acted or still waiting for the effect: started or pending → pending.</summary>
    public static PlanStep Await(
        this PlanStep step, DateTimeOffset askAt, IReadOnlyDictionary<string, string> memo) =>
        Move(step, StepState.Pending, StepState.Started, StepState.Pending) with { NextAt = askAt, Memo = memo };

    /// <summary>Verified.</summary>
    /// <param name="place">Where the instance is now.</param>
    public static PlanStep Finish(this PlanStep step, string evidence, DateTimeOffset at, HostName? place = null)
    {
        var done = End(step, StepState.Done, evidence, at, StepState.Started, StepState.Pending);
        return place is not { } host ? done : done with { Memo = new Dictionary<string, string>(step.Memo) { [PlanStep.PlaceKey] = host.Value } };
    }

    /// <summary>Found not to be needed.</summary>
    public static PlanStep Skip(this PlanStep step, string because, DateTimeOffset at) =>
        End(step, StepState.Skipped, because, at, StepState.Waiting, StepState.Started, StepState.Pending);

    /// <summary>Failed for good.</summary>
    /// <param name="keeps">Remembered besides.</param>
    public static PlanStep Fail(this PlanStep step, string because, DateTimeOffset at, IReadOnlyDictionary<string, string>? keeps = null)
    {
        var failed = End(step, StepState.Failed, because, at, StepState.Started, StepState.Pending);
        return keeps is null or { Count: 0 } ? failed : failed with { Memo = new Dictionary<string, string>(step.Memo.Concat(keeps).DistinctBy(m => m.Key)) };
    }

    /// <summary>
    /// A try failed, another follows: back to waiting, not before <paramref name="notBefore"/>. What it remembered is forgotten, but
    /// for <paramref name="keeps"/> and whether it may have acted.
    /// </summary>
    public static PlanStep TryAgain(
        this PlanStep step, string because, DateTimeOffset notBefore, IReadOnlyDictionary<string, string>? keeps = null) =>
        Move(step, StepState.Waiting, StepState.Started, StepState.Pending) with
        {
            NextAt = notBefore,
            Outcome = because,
            Memo = ActMarks.Kept(step.Memo, keeps ?? FrozenDictionary<string, string>.Empty),
        };

    /// <summary>May not begin now; stays waiting and is asked about again.</summary>
    public static PlanStep Defer(this PlanStep step, string because, DateTimeOffset notBefore) =>
        Move(step, StepState.Waiting, StepState.Waiting) with { Outcome = because, NextAt = notBefore };

    /// <summary>Dropped before it acted.</summary>
    /// <param name="supersededBy">The plan or the incident that has taken over; null where none has.</param>
    public static PlanStep Cancel(this PlanStep step, string because, DateTimeOffset at, string? supersededBy = null)
    {
        var dropped = End(step, StepState.Cancelled, because, at, StepState.Waiting);
        return supersededBy is null
            ? dropped
            : dropped with { Memo = new Dictionary<string, string>(step.Memo) { [PlanStep.SupersededKey] = supersededBy } };
    }

    static PlanStep End(PlanStep step, StepState to, string outcome, DateTimeOffset at, params StepState[] from) =>
        Move(step, to, from) with { Outcome = outcome, EndedAt = at, NextAt = null };

    static PlanStep Move(PlanStep step, StepState to, params StepState[] from)
    {
        Invariant.Holds(from.Contains(step.State), $"step {step.Id} may not go from {step.State.Name()} to {to.Name()}");
        return step with { State = to };
    }
}
