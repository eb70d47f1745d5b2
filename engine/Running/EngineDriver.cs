using Microsoft.Extensions.Logging;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Running;

/// <summary>
/// Runs turns, plans and chores when they are due. It starts no threads and never waits: whoever drives it (the service's worker,
/// or the simulation's clock) calls <see cref="RunDue"/> and looks at <see cref="NextAt"/>.
/// </summary>
public sealed partial class EngineDriver : IDisposable
{
    readonly ClusterState state;
    readonly RecoveryLoop loop;
    readonly PlanExecutor executor;
    readonly Intake intake;
    readonly FleetKeeper fleet;
    readonly ServiceWatch services;
    readonly Leases leases;
    readonly PolicyKeeper policies;
    readonly SwitchKeeper switches;
    readonly WordKeeper words;
    readonly DriverOptions options;
    readonly TimeProvider clock;
    readonly ILogger<EngineDriver> log;
    readonly Schedule schedule = new();

    public EngineDriver(
        ClusterState state, RecoveryLoop loop, PlanExecutor executor, Intake intake, FleetKeeper fleet, ServiceWatch services,
        Leases leases, PolicyKeeper policies, SwitchKeeper switches, WordKeeper words, DriverOptions options, TimeProvider clock, ILogger<EngineDriver> log)
    {
        (this.state, this.loop, this.executor, this.intake, this.fleet, this.leases) = (state, loop, executor, intake, fleet, leases);
        (this.services, this.policies, this.switches, this.words) = (services, policies, switches, words);
        (this.options, this.clock, this.log) = (options, clock, log);
        executor.Moved += WhenMoved;
        executor.ProofAtIssue += WhenProofAtIssue;
        intake.Woken += WhenWoken;
        state.Book.Replaced += WhenReplaced;
        state.FenceChecks.News += WhenWoken;
        schedule.Changed += WhenChanged;
    }

    /// <summary>Something became due earlier than <see cref="NextAt"/> said.</summary>
    public event Action? Changed;

    public DateTimeOffset? NextAt => schedule.NextAt;

    /// <summary>How much of what was begun goes on.</summary>
    public int Running => schedule.Running;

    /// <summary>When there is something to decide or to do next, as far as is known: leases and pictures are renewed before that.</summary>
    public DateTimeOffset? NextWorkAt => schedule.NextAtOf(i => i is WorkItem.Turn or WorkItem.Advance);

    /// <summary>Also those that the cloud does not have any more, while something is open there.</summary>
    SegmentName[] AllSegments => [.. state.Fleet.Segments.Select(s => s.Name).Union(state.Book.BusySegments)];

    /// <summary>Begins the chores. Segments, and plans that were under way, follow as soon as their leases are ours.</summary>
    public void Start()
    {
        var now = clock.GetUtcNow();
        schedule.Wake(new WorkItem.Renew(), now);
        schedule.Wake(new WorkItem.Refresh(), now);
        schedule.Wake(new WorkItem.Lapse(), now + options.LapseEvery);
    }

    /// <summary>An operator changed something, or the policy did: every segment is looked at afresh.</summary>
    public void WakeEverything() => Wake(AllSegments);

    /// <summary>The fleet is read from the cloud as soon as may be.</summary>
    public void WakeRefresh() => schedule.Wake(new WorkItem.Refresh(), clock.GetUtcNow());

    /// <summary>Begins everything that is due; returns without waiting for answers from outside.</summary>
    /// <returns>How many items were begun.</returns>
    public int RunDue(CancellationToken ct)
    {
        var due = schedule.TakeDue(clock.GetUtcNow());
        foreach (var item in due)
            _ = RunAsync(item, ct);
        return due.Count;
    }

    public void Dispose()
    {
        executor.Moved -= WhenMoved;
        executor.ProofAtIssue -= WhenProofAtIssue;
        intake.Woken -= WhenWoken;
        state.Book.Replaced -= WhenReplaced;
        state.FenceChecks.News -= WhenWoken;
        schedule.Changed -= WhenChanged;
    }

    async Task RunAsync(WorkItem item, CancellationToken ct)
    {
        DateTimeOffset? next;
        try
        {
            next = await WorkAsync(item, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            next = null;                                        // the service is stopping
        }
        catch (Exception e)
        {
            LogFailed(log, e, item);
            var now = clock.GetUtcNow();
            schedule.Failed(item, now, now + options.RetryAfter);
            return;
        }

        schedule.Done(item, next);
    }

    async Task<DateTimeOffset?> WorkAsync(WorkItem item, CancellationToken ct)
    {
        switch (item)
        {
            case WorkItem.Turn turn:
                return await TurnAsync(turn.Segment, ct);
            case WorkItem.Advance advance:
                return await executor.AdvanceAsync(advance.Plan, ct);
            case WorkItem.Lapse:
                await intake.LapseAsync(ct);
                return clock.GetUtcNow() + options.LapseEvery;
            case WorkItem.Renew:
                await RenewAsync(ct);
                return clock.GetUtcNow() + options.RenewEvery;
            default:
                await RefreshAsync(ct);
                return clock.GetUtcNow() + options.RefreshEvery;
        }
    }

    async Task<DateTimeOffset?> TurnAsync(SegmentName segment, CancellationToken ct)
    {
        var result = await loop.TurnAsync(segment, ct);
        if (result is null)
            return null;                                        // not ours at the moment: the renewal that gains it wakes it
        var now = clock.GetUtcNow();
        foreach (var plan in result.Changes.Plans.Select(p => p.Id).Concat(result.Changes.Steps.Select(s => s.Step.Plan)).Distinct())
            schedule.Wake(new WorkItem.Advance(plan), now);
        foreach (var left in result.Decisions.OfType<Decision.Close>().Select(d => d.Subject.Host.MovedTo).OfType<SegmentName>())
            schedule.Wake(new WorkItem.Turn(left), now);        // where the host is now nothing could be decided about it before
        if (result.ToldOthers)
        {
            foreach (var other in state.Fleet.Segments.Where(s => s.Name != segment))
                schedule.Wake(new WorkItem.Turn(other.Name), now);
        }

        return result.LookAgainAt;
    }

    async Task RefreshAsync(CancellationToken ct)
    {
        try
        {
            await fleet.RefreshAsync(ct);
        }
        catch (OutsideUnavailableException e)
        {
            LogNoFleet(log, e.Message);
            return;
        }

        await services.ObserveAsync(ct);
        await intake.ForgetMovedAsync(ct);
        await RenewAsync(ct);
        WakeEverything();
    }

    /// <summary>
    /// Whoever had the lease before may have written: what is in memory of a segment that is ours anew is read again first. And
    /// another replica may have heard of something, or been asked to switch something, or for another policy.
    /// </summary>
    async Task RenewAsync(CancellationToken ct)
    {
        var gained = await leases.RenewAsync(AllSegments, ct);
        foreach (var segment in gained)
            state.Book.Doubt(segment);
        try
        {
            if (await switches.FollowAsync(leases.Last!, ct))
                WakeEverything();
            await words.FollowAsync(leases.Last!, ct);
            if (await policies.FollowAsync(leases.Last!, ct) is { } policy)
            {
                await intake.RequireObserversAsync(policy.Observers, ct);
                WakeEverything();
            }
        }
        finally
        {
            Wake(gained);                                       // the next renewal does not gain them again
        }
    }

    void Wake(IReadOnlyCollection<SegmentName> segments)
    {
        if (segments.Count == 0)
            return;
        var now = clock.GetUtcNow();
        foreach (var segment in segments)
            schedule.Wake(new WorkItem.Turn(segment), now);
        foreach (var plan in state.Book.PlansUnderWay.Where(p => segments.Contains(p.Segment)))
            schedule.Wake(new WorkItem.Advance(plan.Id), now);
    }

    void WhenMoved(RecoveryPlan plan, DateTimeOffset at)
    {
        if (!plan.IsOver)
        {
            var next = StepReadiness.NextAt(plan, at) ?? at;
            schedule.Wake(new WorkItem.Advance(plan.Id), next > at ? next : at);
            return;
        }

        schedule.Wake(new WorkItem.Turn(plan.Segment), at);
        schedule.Wake(new WorkItem.Refresh(), at);
    }

    void WhenProofAtIssue(SegmentName segment) => schedule.Wake(new WorkItem.Turn(segment), clock.GetUtcNow());

    void WhenWoken(HostName host)
    {
        if (state.Fleet.Host(host) is { } known)
            schedule.Wake(new WorkItem.Turn(known.Segment), clock.GetUtcNow());
    }

    void WhenReplaced(SegmentName segment) => Wake([segment]);

    void WhenChanged() => Changed?.Invoke();

    [LoggerMessage(401, LogLevel.Error, "{Item} failed; it is tried again")]
    static partial void LogFailed(ILogger log, Exception e, WorkItem item);

    [LoggerMessage(402, LogLevel.Warning, "The fleet could not be read, the last picture stays: {Reason}")]
    static partial void LogNoFleet(ILogger log, string reason);
}
