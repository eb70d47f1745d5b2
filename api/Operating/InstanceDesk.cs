using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Api.Operating;

/// <summary>
/// What persons do to instances by hand. Each is looked at afresh, refused where it would do harm, written down, done, and what the cloud said is
/// written down too. Asked for again, it is done once.
/// </summary>
sealed class InstanceDesk(
    ClusterState state, IComputeControl compute, OperatorDesk operators, SegmentGate gate, Leases leases, EngineDriver driver, TimeProvider clock)
{
    /// <summary>
    /// The cloud forgets what it was doing with an instance of a dead host. No step of the segment begins meanwhile, so the gate is held over the
    /// calls: a person does this once in a while, and an evacuation that began in between would be aborted.
    /// </summary>
    /// <exception cref="OutsideUnavailableException">The cloud could not be read; nothing was done.</exception>
    public async Task<InstanceActOutcome> ResetStateAsync(Instance known, string by, string reason, CancellationToken ct) =>
        state.Fleet.Host(known.Host)?.Segment is { } segment
            ? await gate.RunAsync(segment, () => ResetInAsync(segment, known.Id, by, reason, ct), ct)
            : new InstanceActOutcome.NotNow($"nothing is known of {known.Host}, the host of {known.Name}");

    /// <exception cref="OutsideUnavailableException">The cloud could not be read; nothing was done.</exception>
    public async Task<InstanceActOutcome> LockAsync(InstanceId id, string by, string reason, CancellationToken ct)
    {
        if (await ReadAsync(id, ct) is not { } instance)
            return new InstanceActOutcome.Gone();
        if (OfAnother(instance) is { } refusal)
            return refusal;
        var text = $"{by}: {reason}";
        return instance.LockedReason == ComputeHost.OurReason + text
            ? new InstanceActOutcome.Done(instance, Changed: false)
            : await DoAsync("lock", instance, $"{by} locks {instance.Name}: {reason}", () => compute.LockAsync(id, text, ct), ct);
    }

    /// <exception cref="OutsideUnavailableException">The cloud could not be read; nothing was done.</exception>
    public async Task<InstanceActOutcome> UnlockAsync(InstanceId id, string by, string? reason, CancellationToken ct)
    {
        if (await ReadAsync(id, ct) is not { } instance)
            return new InstanceActOutcome.Gone();
        if (!instance.Locked)
            return new InstanceActOutcome.Done(instance, Changed: false);
        var because = reason is null ? "" : $": {reason}";
        return OfAnother(instance) is { } refusal
            ? refusal
            : await DoAsync("unlock", instance, $"{by} unlocks {instance.Name}{because}", () => compute.UnlockAsync(id, ct), ct);
    }

    async Task<InstanceActOutcome> ResetInAsync(SegmentName segment, InstanceId id, string by, string reason, CancellationToken ct)
    {
        if (leases.Of(segment) is null)
            return new InstanceActOutcome.NotNow($"segment {segment} is not this process's at the moment: ask the one that has it, or ask again");
        if (await ReadAsync(id, ct) is not { } instance)
            return new InstanceActOutcome.Gone();
        if (state.Fleet.Host(instance.Host)?.Segment != segment)
            return new InstanceActOutcome.NotNow($"{instance.Name} is on {instance.Host} meanwhile, in another segment: ask again");
        var reset = new StateReset(id, instance.Host, by, reason, clock.GetUtcNow());
        var was = $"{instance.State.ToString().ToLowerInvariant()}, task {instance.TaskState ?? "none"}";
        if (instance is { State: VmState.Error, TaskState: null })
        {
            await operators.ResetAsync(reset, Line(HistoryKind.Control, "reset-state", instance, $"{by} would reset the state of {instance.Name} ({was} already): {reason}"), ct);
            return new InstanceActOutcome.Done(instance, Changed: false, NoteOn(instance));
        }

        var moves = await compute.ReadMovesUnderWayAsync(id, ct);
        if (StateResets.WhyNot(state, instance, moves, await compute.IsForcedDownAsync(instance.Host, ct)) is { } refusal)
            return new InstanceActOutcome.Refused(refusal);
        await operators.NoteAsync(Line(HistoryKind.Control, "reset-state", instance, $"{by} resets the state of {instance.Name} ({was}): {reason}"), ct);
        var answer = await compute.ResetStateAsync(id, ct);
        var said = Line(HistoryKind.Act, "reset-state", instance, $"{instance.Name} {new AskedAct("reset-state", null, answer).Text}");
        if (answer is not ActionAnswer.Accepted)
        {
            await operators.NoteAsync(said, ct);
            return new InstanceActOutcome.NotDone(answer);
        }

        await operators.ResetAsync(reset with { At = clock.GetUtcNow() }, said, ct);
        driver.WakeRefresh();
        return new InstanceActOutcome.Done(instance, Changed: true, NoteOn(instance));
    }

    async Task<InstanceActOutcome> DoAsync(string what, Instance instance, string text, Func<Task<ActionAnswer>> act, CancellationToken ct)
    {
        await operators.NoteAsync(Line(HistoryKind.Control, what, instance, text), ct);
        var answer = await act();
        await operators.NoteAsync(Line(HistoryKind.Act, what, instance, $"{instance.Name} {new AskedAct(what, null, answer).Text}"), ct);
        if (answer is not ActionAnswer.Accepted)
            return new InstanceActOutcome.NotDone(answer);
        driver.WakeRefresh();
        return new InstanceActOutcome.Done(instance, Changed: true);
    }

    async Task<Instance?> ReadAsync(InstanceId id, CancellationToken ct) =>
        await compute.ReadInstanceAsync(id, ct) is { State: not VmState.Deleted } instance ? instance : null;

    /// <summary>Whoever has set it has reasons of his own.</summary>
    static InstanceActOutcome.Refused? OfAnother(Instance instance) => instance.Locked && !instance.IsLockedByUs
        ? new InstanceActOutcome.Refused(
            $"locked-by-another: {instance.Name} was not locked by this service ({instance.LockedReason ?? "no reason is written in Nova"}); that stays")
        : null;

    string? NoteOn(Instance instance)
    {
        var waits = state.Book.Open.FirstOrDefault(i => i.Host == instance.Host && i.IsOfHost);
        string?[] notes =
        [
            waits is null ? null : $"the recovery of {instance.Host} goes on by itself ({waits.Id})",
            instance.State is VmState.Active or VmState.Error ? null
                : $"it was {instance.State.ToString().ToLowerInvariant()}, and Nova brings up what was in error: it will run once it has been evacuated",
        ];
        return string.Join("; ", notes.OfType<string>()) is { Length: > 0 } note ? note : null;
    }

    HistoryEntry Line(HistoryKind kind, string what, Instance instance, string text) => new(clock.GetUtcNow(), kind, text)
    {
        Host = instance.Host,
        Instance = instance.Id,
        What = what,
    };
}
