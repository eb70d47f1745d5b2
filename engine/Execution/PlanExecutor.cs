using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution;

/// <summary>
/// The only thing that acts. Marks a step started (durable), acts, verifies by reading the world back, records the outcome.
/// After a crash a started step is asked about, never blindly repeated.
/// </summary>
public sealed partial class PlanExecutor(
    ClusterState state,
    IStateStore store,
    Leases leases,
    SegmentGate gate,
    StepRunners runners,
    ActGuard guard,
    EvacuationPace pace,
    ExecutionOptions options,
    TimeProvider clock,
    ILogger<PlanExecutor> log)
{
    readonly SegmentBook book = new(state, store, leases);
    readonly ConcurrentDictionary<StepId, byte> running = new();
    readonly ConcurrentDictionary<StepId, byte> begunHere = new();

    /// <summary>When each of those stumbled that have not run since, by a clock that nobody can set.</summary>
    readonly ConcurrentDictionary<StepId, long> stumbledAt = new();

    /// <summary>Acts that the history lacks, with the step as it was.</summary>
    readonly ConcurrentDictionary<StepId, (PlanStep Step, IReadOnlyList<History.HistoryEntry> Acts)> unwritten = new();

    /// <summary>
    /// Raised when a step has moved, with the time from which on the plan may go on: at once, or, after a stumble, a little later.
    /// </summary>
    public event Action<RecoveryPlan, DateTimeOffset>? Moved;

    /// <summary>
    /// Raised when a proof has come, or a sign of life speaks against one: nothing more that rests on it begins before the segment
    /// has been looked at.
    /// </summary>
    public event Action<SegmentName>? ProofAtIssue;

    /// <summary>Steps that are acting or being written down at this moment: zero when the service may end without a doubt left.</summary>
    public int Running => running.Count;

    /// <summary>
    /// Begins everything of a plan that is due. Returns without waiting for answers from outside; each answer raises
    /// <see cref="Moved"/>.
    /// </summary>
    /// <returns>When something is due next without anything having moved; null when nothing is.</returns>
    public async Task<DateTimeOffset?> AdvanceAsync(PlanId id, CancellationToken ct)
    {
        if (state.Book.Plan(id) is not { } plan)
            return null;
        if (leases.Of(plan.Segment) is not { } lease)
            return clock.GetUtcNow() + options.MovePoll;        // not ours at the moment; it may be again
        var due = await gate.RunAsync(plan.Segment, () => BeginDueAsync(id, lease, ct), ct);
        foreach (var step in due)
            _ = RunAsync(step, lease, ct);
        return state.Book.Plan(id) is { } now ? NextAt(now) : null;
    }

    /// <summary>First write, then act: steps that start are stored as started before anything else happens.</summary>
    async Task<IReadOnlyList<PlanStep>> BeginDueAsync(PlanId id, SegmentLease lease, CancellationToken ct)
    {
        await book.RecallAsync(lease.Segment, ct);
        if (state.Book.Plan(id) is not { } plan || state.Book.Incident(plan.Incident) is not { } incident)
            return [];
        var now = clock.GetUtcNow();
        var doomed = StepReadiness.Doomed(plan, incident).Select(d => new StepMove(d.Step.Cancel(d.Because, now), StepState.Waiting));
        var dropped = doomed.ToList();
        var due = StepReadiness.Due(plan, now)
            .Where(s => !running.ContainsKey(s.Id) && !Rests(s) && dropped.All(d => d.Step.Number != s.Number)).ToList();
        var (fresh, held) = Sorted(due.Where(s => s.State == StepState.Waiting), plan, incident);
        if (fresh.Any(s => s.Kind == StepKind.LiveMigrate))
            fresh = LiveMigrationLimit.Within(fresh, state.Book.MovesOfOpenIncidents, options.LiveMigrationsPerHostMax);
        var entered = EnterPace(plan, [.. fresh.Where(s => s.Kind == StepKind.Evacuate)]);
        var started = fresh.Where(s => s.Kind != StepKind.Evacuate).Concat(entered).Select(s => new StepMove(s.Start(now), StepState.Waiting)).ToList();
        if (started.Count + dropped.Count > 0)
        {
            var moves = (StepMove[])[.. dropped, .. started];
            try
            {
                await CommitAsync(StepScribe.Moves(plan, incident, moves, lease, now), ct);
            }
            catch
            {
                foreach (var step in entered)
                    _ = pace.Leave(step.Id, false);             // nobody is woken for it: what could not be written here would be tried again at once
                throw;
            }
        }
        else if (held is var (step, objection) && StepScribe.IsNews(incident, objection))
        {
            await CommitAsync(StepScribe.Held(plan, incident, step, objection, now + options.MovePoll, lease, now), ct);
        }

        foreach (var move in started)
            begunHere.TryAdd(move.Step.Id, 0);
        PlanStep[] toRun = [.. due.Where(s => s.State != StepState.Waiting), .. started.Select(m => m.Step)];
        foreach (var step in toRun)
        {
            stumbledAt.TryRemove(step.Id, out _);
            running.TryAdd(step.Id, 0);
        }

        if (dropped.Count > 0)
            Moved?.Invoke(state.Book.Plan(id) ?? plan, now);
        return toRun;
    }

    /// <summary>Steps that may begin, and the first harmful one that must not, with the reason.</summary>
    (List<PlanStep> Fresh, (PlanStep Step, Objection Objection)? Held) Sorted(
        IEnumerable<PlanStep> waiting, RecoveryPlan plan, Incidents.Incident incident)
    {
        var fresh = new List<PlanStep>();
        (PlanStep, Objection)? held = null;
        foreach (var step in waiting)
        {
            if (StepReadiness.NeedsProof(step) && (incident.Proof is null || state.WhatIsUnseen() is not null || IsContradicted(plan, incident.Proof)))
                continue;
            if (StepReadiness.IsHarmful(step) && guard.ObjectionTo(step, plan) is { } objection)
                held ??= (step, objection);
            else
                fresh.Add(step);
        }

        return (fresh, held);
    }

    /// <summary>A sign of life has come after the proof: the next turn revokes it, durably.</summary>
    bool IsContradicted(RecoveryPlan plan, ProofOfDeath proof)
    {
        if (LifeSigns.Against(proof, state.Board.LastLifeOf(proof.Host)) is null)
            return false;
        ProofAtIssue?.Invoke(plan.Segment);
        return true;
    }

    IReadOnlyList<PlanStep> EnterPace(RecoveryPlan plan, IReadOnlyList<PlanStep> evacuations)
    {
        if (evacuations.Count == 0)
            return [];
        pace.Keep((id, segment) => leases.Of(segment) is not null && state.Book.Plan(id) is { IsOver: false });
        return pace.Enter(plan, evacuations);
    }

    void LeavePace(StepId step, bool isDone)
    {
        foreach (var id in pace.Leave(step, isDone))
        {
            if (state.Book.Plan(id) is { } next)
                Moved?.Invoke(next, clock.GetUtcNow());
        }
    }

    async Task RunAsync(PlanStep step, SegmentLease lease, CancellationToken ct)
    {
        var stumbled = true;
        try
        {
            stumbled = !await RunOnceAsync(step, lease, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The service is stopping: the step stays as it is stored and is asked about after the start.
        }
        catch (StaleStateException e)
        {
            LogStale(log, step.Id, e.Message);
        }
        catch (Exception e)
        {
            // A database or adapter in trouble, or we are wrong. The step stays as it is stored; it is asked about again.
            // Not before it has rested, whoever wakes the plan: what acts and cannot be written down would act again at once.
            LogBroken(log, e, step.Id);
            stumbledAt[step.Id] = clock.GetTimestamp();
        }
        finally
        {
            running.TryRemove(step.Id, out _);
        }

        if (state.Book.Plan(step.Plan) is { } plan)
            Moved?.Invoke(plan, clock.GetUtcNow() + (stumbled ? options.BackOff : TimeSpan.Zero));
    }

    bool Rests(PlanStep step) => stumbledAt.TryGetValue(step.Id, out var since) && clock.GetElapsedTime(since) < options.BackOff;

    /// <returns>False: it did not run now, and is asked about again.</returns>
    async Task<bool> RunOnceAsync(PlanStep step, SegmentLease lease, CancellationToken ct)
    {
        if (state.Book.Plan(step.Plan) is not { } plan || state.Book.Incident(plan.Incident) is not { } incident)
            return true;
        if (StepReadiness.NeedsProof(step) && incident.Proof is { } proof && IsContradicted(plan, proof))
            return false;
        if (!begunHere.ContainsKey(step.Id) && StepReadiness.WaitsForThePicture(step) && state.WhatIsUnseen() is not null)
            return false;
        var resumed = begunHere.TryAdd(step.Id, 0);
        if (step.Kind == StepKind.Evacuate)
            pace.Join(plan, step.Id);
        var context = new ActionContext(incident.Id, step.Id, lease.Epoch);
        var scene = new StepScene(step, plan, incident, clock.GetUtcNow(), resumed, context);
        var outcome = StepReadiness.NeedsProof(step) && incident.Proof is null
            ? new StepOutcome.Failed("the proof of death was revoked", false)   // what was asked for already is adopted by the next plan
            : await OutcomeOfAsync(scene, ct);
        var isRecorded = await RecordedAsync(scene, outcome, lease, ct);
        if (step.Kind == StepKind.Evacuate)
            PaceAfter(scene, outcome, isRecorded);
        if (outcome is StepOutcome.Done { Proof: not null })
            ProofAtIssue?.Invoke(plan.Segment);
        return true;
    }

    void PaceAfter(StepScene scene, StepOutcome outcome, bool isRecorded)
    {
        if (scene.Asked.Any(a => a.Answer is ActionAnswer.Unclear or ActionAnswer.Refused { IsBusy: true }))
            pace.HoldBack();
        if (!isRecorded || outcome is not StepOutcome.Pending)
            LeavePace(scene.Step.Id, outcome is StepOutcome.Done);
    }

    /// <summary>A broken invariant stops the step for good and is told; everything else that throws is asked about again.</summary>
    async Task<StepOutcome> OutcomeOfAsync(StepScene scene, CancellationToken ct)
    {
        try
        {
            return await runners.Of(scene.Step.Kind).RunAsync(scene, ct);
        }
        catch (InvariantBrokenException e)
        {
            LogInvariant(log, e, scene.Step.Id);
            return new StepOutcome.Failed(e.Message, false);
        }
    }

    /// <summary>What was asked of the outside and could not be written down goes with the next write of the step: the history has every act.</summary>
    async Task<bool> RecordedAsync(StepScene scene, StepOutcome outcome, SegmentLease lease, CancellationToken ct)
    {
        try
        {
            var isRecorded = await gate.RunAsync(scene.Plan.Segment, () => RecordAsync(scene, outcome, lease, ct), ct);
            unwritten.TryRemove(scene.Step.Id, out _);
            return isRecorded;
        }
        catch (Exception e) when (e is not StaleStateException)
        {
            unwritten[scene.Step.Id] = (scene.Step, [.. UnwrittenOf(scene.Step), .. StepScribe.Acts(scene)]);
            throw;
        }
    }

    /// <summary>Nothing, where the step has moved since: what seemed to have failed was written after all.</summary>
    IReadOnlyList<History.HistoryEntry> UnwrittenOf(PlanStep step) =>
        unwritten.TryGetValue(step.Id, out var left) && (left.Step.State, left.Step.Tries) == (step.State, step.Tries) && SameMemo(left.Step.Memo, step.Memo)
            ? left.Acts : [];

    async Task<bool> RecordAsync(StepScene scene, StepOutcome outcome, SegmentLease lease, CancellationToken ct)
    {
        var step = scene.Step;
        await book.RecallAsync(lease.Segment, ct);
        if (state.Book.Plan(step.Plan) is not { } plan || state.Book.Incident(plan.Incident) is not { } incident)
            return false;
        var now = clock.GetUtcNow();
        if (outcome is StepOutcome.Pending { Reservation: { } wanted } && state.Book.ReservationOf(wanted.Host) is { } taken && taken.Incident != wanted.Incident)
            outcome = new StepOutcome.Pending(TimeSpan.Zero, step.Memo);        // somebody was faster: it looks for another
        var changes = StepScribe.Outcome(plan, incident, step, outcome, options, lease, now);
        changes = changes with { History = [.. UnwrittenOf(step), .. StepScribe.Acts(scene), .. changes.History] };
        if (changes.FenceMarksLifted.Count > 0 && state.Book.Mark(step.Host) is { ContradictedAt: not null } mark)
            changes = changes with { Alerts = [.. changes.Alerts, ProofAlerts.Over(mark, now)] };
        if (step.Kind == StepKind.SwitchOn && outcome is StepOutcome.Pending asked && ActMarks.AreIn(asked.Memo)
            && state.Book.Mark(step.Host) is { SwitchedOnAt: null } off)
            changes = changes with { FenceMarks = [off with { SwitchedOnAt = now }] };
        if (outcome is StepOutcome.Pending pending && step.State == StepState.Pending && SameMemo(pending.Memo, step.Memo)
            && changes.Incidents.Count + changes.History.Count == 0)
            state.Book.Apply(changes);                  // only when to ask again: not worth a write, a restart asks at once
        else
            await CommitAsync(changes, ct);
        if (changes.Steps.Any(m => m.Step.Id == step.Id && m.Step.IsOver))
            begunHere.TryRemove(step.Id, out _);
        return true;
    }

    static bool SameMemo(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        ReferenceEquals(a, b) || (a.Count == b.Count && a.All(m => b.GetValueOrDefault(m.Key) == m.Value));

    async Task CommitAsync(StateChanges changes, CancellationToken ct)
    {
        await book.CommitAsync(changes, ct);
        foreach (var entry in changes.History)
            LogHappened(log, entry.Kind, entry.Text, entry.Incident?.Value ?? "-");
    }

    DateTimeOffset? NextAt(RecoveryPlan plan)
    {
        var now = clock.GetUtcNow();
        var idle = plan with { Steps = [.. plan.Steps.Select(s => running.ContainsKey(s.Id) ? s with { State = StepState.Done } : s)] };
        return StepReadiness.NextAt(idle, now) is not { } at ? null : at > now ? at : now + options.MovePoll;
    }

    [LoggerMessage(301, LogLevel.Error, "Step {Step} is not ours any more: {Reason}")]
    static partial void LogStale(ILogger log, StepId step, string reason);

    [LoggerMessage(304, LogLevel.Information, "{Kind} {Text} [{Incident}]")]
    static partial void LogHappened(ILogger log, History.HistoryKind kind, string text, string incident);

    [LoggerMessage(303, LogLevel.Critical, "Step {Step} would break an invariant and is stopped")]
    static partial void LogInvariant(ILogger log, Exception e, StepId step);

    [LoggerMessage(302, LogLevel.Error, "Step {Step} could not be carried on; it is asked about again")]
    static partial void LogBroken(ILogger log, Exception e, StepId step);
}
