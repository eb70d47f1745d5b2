using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Takes a reserved host for the instances of a dead one: first it is written down as taken, which nobody else can do then, and after
/// that Nova is let place instances there. Where another host was taken meanwhile, or Nova will not have it, the next one is tried.
/// A plan has one such step for each host that was needed when it was made; whether more than the first are needed is looked at again.
/// </summary>
public sealed class ReserveHostRunner(
    IComputeControl compute, ReservedAggregates aggregates, ClusterState state, PolicyHolder policies, InferenceMemory memory, ExecutionOptions options) : IStepRunner
{
    public StepKind Kind => StepKind.ReserveHost;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        if (scene.Step.Target is not { } host || state.Book.ReservationOf(host) is not { } taken || taken.Incident != scene.Incident.Id)
            return Choose(scene);
        var missing = $"Nova does not show {host} as enabled";
        try
        {
            if (await aggregates.UnwrittenAsync(scene, host, ct) is { Count: > 0 } unwritten)
                return Joins(scene, taken, unwritten);
            if (await aggregates.JoinAsync(scene, host, ct) is var (why, mayPass))
                return mayPass && !scene.TimedOut ? new StepOutcome.Pending(options.MovePoll, scene.Step.Memo) : NotThisOne(scene, host, why);
            var known = await compute.ReadHostAsync(host, ct);
            if (known is { Up: true, Disabled: false })
                return new StepOutcome.Done($"{host} is enabled") { Place = host };
            if (known is not { Up: true, ForcedDown: false })
                return NotThisOne(scene, host, known is null ? $"Nova has no {host}" : $"nova-compute of {host} is down");
            if (await scene.AskAsync("enable", compute.EnableAsync(host, scene.Context, ct), host.Value) is ActionAnswer.Refused { Retryable: false } refused)
                return NotThisOne(scene, host, refused.Reason);
            if (await compute.ReadHostAsync(host, ct) is { Up: true, Disabled: false })
                return new StepOutcome.Done($"{host} is enabled") { Place = host };
        }
        catch (OutsideUnavailableException e)
        {
            missing = e.Message;
        }

        return scene.TimedOut ? NotThisOne(scene, host, missing) : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
    }

    /// <summary>First written down, then joined.</summary>
    static StepOutcome.Pending Joins(StepScene scene, Reservation taken, IReadOnlyList<string> aggregates) => new(TimeSpan.Zero, scene.Step.Memo)
    {
        Reservation = taken with { Joined = [.. taken.Joined.Concat(aggregates).Order(StringComparer.Ordinal)] },
        Line = ("joins", $"{taken.Host} joins {string.Join(", ", aggregates)}"),
    };

    /// <summary>First written down, then enabled.</summary>
    StepOutcome Choose(StepScene scene)
    {
        var policy = policies.Find(scene.Plan.Policy) ?? policies.Current;
        if (state.SnapshotOf(scene.Plan.Segment, scene.Now) is not { } snapshot || snapshot.Host(scene.Step.Host) is not { } dead)
        {
            var gone = $"{scene.Step.Host} is not in segment {scene.Plan.Segment} any more";
            return (StepOutcome?)Without(scene, gone) ?? new StepOutcome.Failed(gone, false);
        }

        snapshot = snapshot with { Unheard = memory.Unheard(policy) };
        var reserved = new ReservedHosts(snapshot, InferenceRun.Over(snapshot, policy, memory.Fleet), policy);
        var taken = scene.Plan.ReservedHosts;
        var free = reserved.FreeFor(dead, scene.Incident.Id).Where(h => !taken.Contains(h.Name)).ToList();
        HostName[] passed = [.. scene.Step.Tried, .. scene.Plan.Steps.Where(s => s.Kind == StepKind.ReserveHost).SelectMany(s => s.Tried)];
        var chosen = taken.Count == 0 ? free.Find(h => !passed.Contains(h.Name)) : reserved.NextFor(dead, scene.Incident.Id, taken, passed);
        if (chosen is not null)
        {
            return new StepOutcome.Pending(TimeSpan.Zero, scene.Step.Memo.With(PlanStep.TargetKey, chosen.Name.Value))
            {
                Reservation = new Reservation(chosen.Name, scene.Plan.Segment, scene.Incident.Id, scene.Step.Host, scene.Now)
                {
                    Joined = chosen.Reservation?.Joined ?? [],          // by an earlier plan of the same incident
                },
                Line = ("reserved", $"takes {chosen.Name}: {(free.Count == 1 ? "the only one free" : $"the best of {free.Count}, with {Placement.Counted(chosen.Instances.Count)}")}"),
            };
        }

        if (Without(scene, "no other is needed, or none that helps can be taken") is { } enough)
            return enough;
        var why = free.Count > 0 ? $"no reserved host could be enabled: {scene.Step.Outcome}" : reserved.WhyNone(dead, scene.Incident.Id);
        return new StepOutcome.Failed(why, false) { Keeps = scene.Step.Memo.With(PlanStep.NoPlaceKey, "true") };
    }

    /// <summary>The next one is tried; but the evacuations do not wait for one more while those that were taken stand ready.</summary>
    static StepOutcome NotThisOne(StepScene scene, HostName host, string why) =>
        (StepOutcome?)(scene.TimedOut || scene.Step.Tries >= scene.Step.TriesMax ? Without(scene, why) : null)
        ?? new StepOutcome.Failed(why, true)
        {
            Keeps = new Dictionary<string, string> { [PlanStep.TriedKey] = string.Join(',', scene.Step.Tried.Append(host).Distinct().Order()) },
        };

    /// <summary>Null: none was taken so far.</summary>
    static StepOutcome.Skipped? Without(StepScene scene, string why) => scene.Plan.ReservedHosts is { Count: > 0 } taken
        ? new StepOutcome.Skipped($"{why}; there is {string.Join(", ", taken)}") : null;
}
