using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using EventId = PolicyHa.Engine.Facts.EventId;

namespace PolicyHa.Engine;

/// <summary>
/// One turn over one segment. Read this first: it is the whole service. An event only wakes a segment; a turn reads the
/// segment as it is and decides afresh, so a burst of events costs a few turns.
/// </summary>
public sealed partial class RecoveryLoop(
    ClusterState state,
    PolicyHolder policies,
    IStateStore store,
    Leases leases,
    SegmentGate gate,
    Intake intake,
    InferenceMemory memory,
    DecisionOptions options,
    TimeProvider clock,
    ILogger<RecoveryLoop> log)
{
    /// <summary>The meter of <c>policyha.turn.duration</c>, in seconds.</summary>
    public const string MeterName = "PolicyHa.Engine";

    static readonly Histogram<double> Duration =
        new Meter(MeterName).CreateHistogram<double>("policyha.turn.duration", "s", "From the snapshot of a segment to its decisions on disk.");

    readonly SegmentBook book = new(state, store, leases);
    readonly RulesAlarm alarm = new();
    readonly FailureAlarm failureAlarm = new();
    readonly FenceAlarm fenceAlarm = new(state.FenceChecks);

    /// <returns>What came of it; null when the segment is not ours, or not known.</returns>
    public async Task<TurnResult?> TurnAsync(SegmentName segment, CancellationToken ct)
    {
        if (leases.Of(segment) is not { } lease)
            return null;
        var began = clock.GetTimestamp();
        var result = await gate.RunAsync(segment, () => DecideAsync(segment, lease, ct), ct);
        Duration.Record(clock.GetElapsedTime(began).TotalSeconds);
        return result;
    }

    async Task<TurnResult?> DecideAsync(SegmentName segment, SegmentLease lease, CancellationToken ct)
    {
        var policy = policies.Current;
        await book.RecallAsync(segment, ct);
        if (state.SnapshotOf(segment, clock.GetUtcNow()) is not { } snapshot)
            return null;
        memory.Keep(state.Fleet);
        var beliefs = memory.Update(snapshot, policy, out var toldOthers);               // pure, but for what it remembers
        snapshot = snapshot with { Unheard = memory.Unheard(policy) };
        if (beliefs.Error is { } error)
            LogRulesBroken(log, segment, error);
        IReadOnlyList<Decision> decisions;
        IReadOnlyList<StormRecord> storms;
        bool weighsOtherwise;
        lock (state.Loads.Deciding)
        {
            snapshot = snapshot with { Elsewhere = state.LoadsBeside(segment, snapshot.TakenAt) };
            decisions = Decider.Decide(snapshot, beliefs, policy, options);   // pure
            var load = SegmentLoad.Of(segment, snapshot.Hosts, beliefs, snapshot.TakenAt);
            storms = StormWatch.Changes(snapshot, FenceLoad.Of(snapshot, load), policy.Limits);
            weighsOtherwise = state.Loads.Tell(load.After(decisions));
        }

        var changes = TurnScribe.Write(snapshot, decisions, lease.Epoch, storms);
        var alarmed = alarm.Next(snapshot, beliefs.Error, policy.Version.ToString());
        if (alarmed is not null)
            changes = changes with { Alerts = [.. changes.Alerts, alarmed] };
        var unfenceable = fenceAlarm.Next(snapshot, out var hosts);
        if (unfenceable is not null)
            changes = changes with { Alerts = [.. changes.Alerts, unfenceable] };
        var outlook = decisions.Any(d => d is Decision.Recover) ? null : state.Outlooks.Update(snapshot, beliefs, policy);
        changes = failureAlarm.Add(changes, snapshot, outlook, state.Book.ShortageOf(segment), options.FailuresToSurvive);
        await ForgetHealedFaultsAsync(decisions, ct);
        if (!changes.IsEmpty)
        {
            await book.CommitAsync(changes, ct);
            if (alarmed is not null)
                alarm.Committed(segment, alarmed);
            if (unfenceable is not null)
                fenceAlarm.Committed(segment, unfenceable, hosts);
            foreach (var entry in changes.History)
                LogHappened(log, entry.Kind, entry.Text, entry.Incident?.Value ?? "-");
        }

        return new TurnResult(decisions, changes, NextLook.After(snapshot, policy, options))
        {
            ToldOthers = toldOthers || (weighsOtherwise && policy.Limits.AreWide),
        };
    }

    /// <summary>
    /// An instance incident that closed takes its fault off the board: such faults are moments, nobody reports their end; and a guest that
    /// hung is silent while it boots. One that cannot write stays so until it is reported well or leaves the host. Before the closing is
    /// written: a crash between the two then leaves an incident without a fault, which closes, and not a fault without an incident, which
    /// would be recovered once more.
    /// </summary>
    async Task ForgetHealedFaultsAsync(IReadOnlyList<Decision> decisions, CancellationToken ct)
    {
        foreach (var close in decisions.OfType<Decision.Close>())
        {
            if (close.Subject is { Instance: { } instance, Host: { Name: var host } view } && !view.HasFaultThatOutlivesRecovery(instance.Id))
                await ForgetAsync(host, instance.Id, new EventId("policyha/closed", close.Subject.IncidentId.Value), ct);
        }
    }

    /// <summary>What the turn decided stands, whether or not the journal can be written now: the intake keeps what it could not write.</summary>
    async Task ForgetAsync(HostName host, InstanceId instance, EventId cause, CancellationToken ct)
    {
        try
        {
            await intake.ClearFaultAsync(host, instance, cause, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogJournalLate(log, host, instance, e.Message);
        }
    }

    [LoggerMessage(101, LogLevel.Error, "Segment {Segment}: {Error}; nothing new is begun")]
    static partial void LogRulesBroken(ILogger log, SegmentName segment, string error);

    [LoggerMessage(103, LogLevel.Warning, "Instance {Instance} of {Host} is well again, and the journal cannot be written: {Error}; it is tried with the next event")]
    static partial void LogJournalLate(ILogger log, HostName host, InstanceId instance, string error);

    [LoggerMessage(102, LogLevel.Information, "{Kind} {Text} [{Incident}]")]
    static partial void LogHappened(ILogger log, History.HistoryKind kind, string text, string incident);
}
