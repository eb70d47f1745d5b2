using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Operating;

/// <summary>
/// What operators switch by hand: written to the store first, then in force, then everything is looked at afresh.
/// </summary>
sealed class OperatorDesk(ClusterState state, IStateStore store, SwitchKeeper switches, EngineDriver driver, TimeProvider clock) : IDisposable
{
    /// <summary>Each time somebody else was quicker; people are not so quick.</summary>
    const int AsksMax = 5;

    readonly SemaphoreSlim oneChange = new(1, 1);

    /// <param name="until">Null: until armed by hand.</param>
    public Task<OperatorState> DisarmAsync(WorkScope scope, string by, string reason, DateTimeOffset? until, CancellationToken ct) =>
        ChangeAsync(
            (now, at) => now.Disarm(new Disarmed(by, reason, at) { Scope = scope, Until = until }),
            "disarmed", $"{Of(scope)}disarmed by {by}: {reason}{Until(until)}", scope, ct);

    public Task<OperatorState> ArmAsync(WorkScope scope, string by, CancellationToken ct) =>
        ChangeAsync((now, _) => now.Arm(scope), "armed", $"{Of(scope)}armed by {by}", scope, ct);

    /// <param name="until">Null: until taken back.</param>
    public Task<OperatorState> PauseAsync(WorkScope scope, string reason, string by, DateTimeOffset? until, CancellationToken ct) => ChangeAsync(
        (now, at) => now.Begin(new Pause(scope, reason, by, at, until)),
        "paused", $"{Of(scope)}paused for {reason} by {by}{Until(until)}", scope, ct);

    public Task<OperatorState> ResumeAsync(WorkScope scope, string reason, string by, CancellationToken ct) => ChangeAsync(
        (now, _) => now.EndPause(scope, reason), "resumed", $"{Of(scope)}no longer paused for {reason}, by {by}", scope, ct);

    /// <param name="until">Null: until ended by hand.</param>
    /// <param name="drain">Instances are moved off first.</param>
    public Task<OperatorState> BeginMaintenanceAsync(
        WorkScope scope, string by, string reason, DateTimeOffset? until, bool drain, CancellationToken ct) => ChangeAsync(
        (now, at) => now.BeginMaintenance(new MaintenanceWindow(scope, by, reason, at, until) { Drain = drain }),
        "maintenance-on", $"{Subject(scope)} in maintenance by {by}: {reason}{Until(until)}{(drain ? ", drained first" : "")}", scope, ct);

    public Task<OperatorState> EndMaintenanceAsync(WorkScope scope, string by, CancellationToken ct) => ChangeAsync(
        (now, _) => now.EndMaintenance(scope), "maintenance-off", $"{Subject(scope)} out of maintenance by {by}", scope, ct);

    public Task<OperatorState> ConfirmDeadAsync(HostName host, string by, CancellationToken ct) => ChangeAsync(
        (now, at) => now.Confirm(new DeathConfirmation(host, by, at)),
        "confirmed-dead", $"{by} confirms that {host} is off", WorkScope.Of(host), ct);

    public Task<OperatorState> ReAdmitAsync(HostName host, string by, CancellationToken ct) => ChangeAsync(
        (now, at) => now.ReAdmit(new ReAdmissionRequest(host, by, at)),
        "re-admit", $"{by} wants {host} back in service", WorkScope.Of(host), ct);

    /// <summary>What a person does to an instance is on disk before it is done.</summary>
    public Task NoteAsync(HistoryEntry line, CancellationToken ct) => ChangeAsync((now, _) => now with { }, _ => line, ct);

    /// <summary>The cloud has reset the state of an instance: a recovery that had given it up tries it once more.</summary>
    public Task ResetAsync(StateReset reset, HistoryEntry line, CancellationToken ct) => ChangeAsync((now, _) => now.Reset(reset), _ => line, ct);

    /// <returns>Why the answer does not count; null: it is on disk.</returns>
    public async Task<string?> AnswerAsync(RecoveryPlan plan, PlanStep step, bool yes, string by, string reason, CancellationToken ct)
    {
        string? refusal = null;
        await ChangeAsync(
            (now, at) => (refusal = Questions.WhyNoAnswer(now, plan, step, at)) is null ? now.Answer(new PlanAnswer(step.Id, yes, by, reason, at)) : now,
            at => new HistoryEntry(at, HistoryKind.Control, $"{plan.Id} step {step.Number}: {new PlanAnswer(step.Id, yes, by, reason, at).Text}")
            {
                Host = plan.Host,
                Incident = plan.Incident,
                Step = step.Id,
                What = "answered",
            },
            ct);
        return refusal;
    }

    /// <summary>A service calls back about a recovery that was handed over to it.</summary>
    /// <param name="key">Of the call.</param>
    /// <returns>Why its word does not count; null: it is on disk. Said again it counts as it did.</returns>
    public async Task<string?> ToldAsync(RecoveryPlan plan, PlanStep step, string key, bool done, string service, string detail, CancellationToken ct)
    {
        string? refusal = null;
        await ChangeAsync(
            (now, at) =>
            {
                if (now.AnswerTo(new StepId(key)) is { } known)
                {
                    refusal = known.Yes == done ? null : $"{service} has said before that it is {(known.Yes ? "done" : "failed")}";
                    return now;
                }

                refusal = step.IsOver ? $"the step is {step.State.Name()}: {step.Outcome}"
                    : key != ExternalCall.KeyOf(step) ? "another try of the step is under way"
                    : null;
                return refusal is null ? now.Answer(new PlanAnswer(new StepId(key), done, service, detail, at)) : now;
            },
            at => new HistoryEntry(at, HistoryKind.Control, $"{plan.Id} step {step.Number}: {service} says {(done ? "done" : "failed")}{(detail.Length > 0 ? $": {detail}" : "")}")
            {
                Host = plan.Host,
                Incident = plan.Incident,
                Step = step.Id,
                What = "called-back",
            },
            ct);
        return refusal;
    }

    public void Dispose() => oneChange.Dispose();

    static string Subject(WorkScope scope) => scope.Host?.Value ?? scope.ToString();

    static string Of(WorkScope scope) => scope == WorkScope.Everything ? "" : $"{scope} ";

    static string Until(DateTimeOffset? until) => until is { } end ? $", until {end:yyyy-MM-ddTHH:mm:ssZ}" : "";

    Task<OperatorState> ChangeAsync(
        Func<OperatorState, DateTimeOffset, OperatorState> change, string what, string text, WorkScope scope, CancellationToken ct) =>
        ChangeAsync(change, at => new HistoryEntry(at, HistoryKind.Control, text) { Host = scope.Host, What = what }, ct);

    /// <param name="change">Gives back the very state it was given where nothing is to be changed.</param>
    async Task<OperatorState> ChangeAsync(
        Func<OperatorState, DateTimeOffset, OperatorState> change, Func<DateTimeOffset, HistoryEntry> line, CancellationToken ct)
    {
        await oneChange.WaitAsync(ct);
        try
        {
            for (var asked = 1; ; asked++)
            {
                var at = clock.GetUtcNow();
                var before = state.Operators.At(at);
                var changed = change(before, at);
                if (ReferenceEquals(changed, before))
                    return before;
                try
                {
                    await store.SaveOperatorsAsync(changed, line(at), ct);
                }
                catch (StaleStateException) when (asked < AsksMax)
                {
                    await switches.RecallAsync(ct);         // somebody switched something at another replica: that stays
                    continue;
                }

                state.Operators = changed with { Version = changed.Version + 1 };
                driver.WakeEverything();
                return state.Operators;
            }
        }
        finally
        {
            oneChange.Release();
        }
    }
}
