using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using EventId = PolicyHa.Engine.Facts.EventId;

namespace PolicyHa.Engine.Signals;

/// <summary>
/// Takes events from every source: to the board, then, when something is new, to the journal, and only then wakes the loop and
/// lets the source forget. No decisions.
/// </summary>
public sealed partial class Intake(
    ClusterState state, HostNames names, IJournal journal, IEventQuarantine quarantine, IntakeCounters counters, TimeProvider clock, ILogger<Intake> log)
{
    /// <summary>A payload kept for people is cut to this length. 64 KiB.</summary>
    const int KeptBytesMax = 64 * 1024;

    /// <summary>
    /// So many refused events wait for a journal that takes nothing; of what comes after them only the counters and the log tell. With
    /// the largest payloads 64 MiB. 1,000.
    /// </summary>
    public const int RefusedWaitingMax = 1000;

    readonly Lock unwrittenGate = new();
    JournalBatch unwritten = Nothing;

    static readonly JournalBatch Nothing = new([], [], [], []);

    /// <summary>A host has something new to be decided about. Raised after the journal has it.</summary>
    public event Action<HostName>? Woken;

    /// <summary>Returns when everything new is on disk. On an exception nothing may be forgotten: give the same events again.</summary>
    /// <param name="offsets">How far the source has been read with these events.</param>
    /// <returns>What was refused, in order.</returns>
    public async Task<IReadOnlyList<RefusedEvent>> TakeAsync(
        IReadOnlyList<IncomingEvent> events, IReadOnlyList<SourceOffset> offsets, CancellationToken ct)
    {
        var (now, draft) = (clock.GetUtcNow(), new BatchDraft());
        foreach (var incoming in events)
            TakeOne(incoming, now, draft);
        await RememberAsync(draft.Batch(offsets), ct);
        return draft.Refused;
    }

    /// <summary>
    /// Takes over what another replica was told and wrote down. The words themselves are not written again: each replica would take
    /// those of the other for news, without end.
    /// </summary>
    public async Task FollowAsync(IReadOnlyList<Observation> told, CancellationToken ct)
    {
        var (now, draft) = (clock.GetUtcNow(), new BatchDraft());
        foreach (var word in told)
        {
            if (word.AsHostReport() is { } report)
                Keep(report, state.Board.Follow(report, word.ReceivedAt, now, report.IsSignOfLife ? state.DeadAsOf(report.Host) : null), now, draft);
        }

        draft.Observations.Clear();
        await RememberAsync(draft.Batch([]), ct);
    }

    /// <summary>Lets silent observers' words lapse.</summary>
    public async Task LapseAsync(CancellationToken ct)
    {
        var flips = state.Board.Lapse(clock.GetUtcNow());
        await RememberAsync(new JournalBatch(flips, [], [], []), ct);
    }

    /// <summary>A fencing device says that a host which counts as dead is on.</summary>
    public async Task SawPowerOnAsync(HostName host, string device, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (state.Board.SeePowerOn(host, device, state.DeadAsOf(host) is { } dead && dead > now ? dead : now) is { } sign)
            await RememberAsync(Nothing with { LifeSigns = [sign] }, ct);
    }

    /// <summary>An instance's fault is over.</summary>
    public async Task ClearFaultAsync(HostName host, InstanceId instance, EventId cause, CancellationToken ct)
    {
        if (state.Board.ClearFault(host, instance, clock.GetUtcNow(), cause) is { } flip)
            await RememberAsync(new JournalBatch([flip], [], [], []), ct);
    }

    /// <summary>Faults of instances that have left their host are over there: the fleet has just been read.</summary>
    public async Task ForgetMovedAsync(CancellationToken ct)
    {
        foreach (var (host, fault) in state.Board.AllFaults())
        {
            if (state.Fleet.Knows(host) && state.Fleet.Instance(fault.Instance)?.Host != host)
                await ClearFaultAsync(host, fault.Instance, new EventId("policyha/moved", $"{fault.Cause}"), ct);
        }
    }

    /// <summary>The policy wants another number of observers to agree.</summary>
    public async Task RequireObserversAsync(int observers, CancellationToken ct)
    {
        var flips = state.Board.RequireObservers(observers, clock.GetUtcNow());
        await RememberAsync(new JournalBatch(flips, [], [], []), ct);
    }

    void TakeOne(IncomingEvent incoming, DateTimeOffset now, BatchDraft draft)
    {
        if (incoming.RefusedBecause is { } reason)
        {
            draft.Refused.Add(Refused(incoming, reason, incoming.Detail ?? reason, now));
            return;
        }

        if (incoming.Report is not { } told)
        {
            counters.Count("informational");
            return;
        }

        if (WhyReserved(told) is { } taken)
        {
            draft.Refused.Add(Refused(incoming, "reserved-observer", taken, now));
            return;
        }

        var fleet = state.Fleet;
        if (names.Find(told.Host, fleet) is not { } host)
        {
            var hint = HostNames.HintOn(told.Host, fleet) ?? "is it named as Nova names it?";
            draft.Refused.Add(Refused(incoming, "unknown-host", $"no host {told.Host} in the fleet; {hint}", now));
            return;
        }

        var report = told.Host == host ? told : told with { Host = host };

        var reception = state.Board.Accept(report, now, report.IsSignOfLife ? state.DeadAsOf(report.Host) : null);
        Keep(report, reception, now, draft);
        if (reception.Outcome == ReceptionOutcome.TooOld)
        {
            draft.Refused.Add(Refused(incoming, "too-old", $"observed at {report.ObservedAt:O}, more than {SignalBoard.AgeMax.TotalSeconds} s ago", now));
            return;
        }

        counters.Count(Word(reception.Outcome));
        if (reception.FromTheFuture)
            LogSkew(log, report.Observer, report.ObservedAt, report.Id);
    }

    /// <summary>What the board made of the report is for the journal.</summary>
    void Keep(HealthReport report, Reception reception, DateTimeOffset now, BatchDraft draft)
    {
        if (reception.IsFirstLife || (reception.IsNewestLife && state.IsDeathAtIssue(report.Host)))
        {
            draft.LifeSigns.Add(state.Board.LastLifeOf(report.Host)!);
            state.Board.Touch(report.Host);
        }

        draft.Watchdogs.AddRange(OfWatchdog(report, reception, now));
        if (reception.Changed is { } observation)
            draft.Observations.Add(observation);
        if (reception.Flip is { } flip)
            draft.Flips.Add(flip);
        if (reception.Shutdown is { } notice)
            draft.Shutdowns.Add(notice);
    }

    /// <summary>
    /// An old word that a watchdog is armed proves nothing; that it is not is believed at any age. A host that is agreed to be reachable
    /// again may have booted meanwhile.
    /// </summary>
    IEnumerable<WatchdogWord> OfWatchdog(HealthReport report, Reception reception, DateTimeOffset now)
    {
        if (reception.Flip is { Signal: Signal.AdminNetwork, To: SignalStatus.Up } && state.Watchdogs.CameBack(report.Host, now) is { } doubted)
            yield return doubted;
        var isWord = report is WatchdogReport && (reception.Outcome == ReceptionOutcome.Taken || report.Status != SignalStatus.Up);
        if (isWord && reception.Outcome != ReceptionOutcome.Duplicate && state.Watchdogs.Told((WatchdogReport)report, now) is { } told)
            yield return told;
        if (reception.IsLife && state.Watchdogs.Heard(report.Host, now, clock.GetTimestamp()) is { } lapsed)
            yield return lapsed;
    }

    async Task RememberAsync(JournalBatch news, CancellationToken ct)
    {
        var batch = WithUnwritten(news);
        if (batch is { Flips.Count: 0, Observations.Count: 0, Refused.Count: 0, LifeSigns.Count: 0, Watchdogs.Count: 0, Shutdowns.Count: 0 })
            return;                                             // nothing new was said: not worth a write
        try
        {
            await journal.AppendAsync(batch, ct);
        }
        catch
        {
            KeepUnwritten(batch);
            throw;
        }

        foreach (var flip in batch.Flips)
            LogFlip(log, flip.Text, flip.Cause);
        foreach (var host in batch.Flips.Select(f => f.Host).Concat(batch.LifeSigns.Select(s => s.Host)).Concat(batch.Shutdowns.Select(s => s.Host)).Distinct())
            Woken?.Invoke(host);
        if (batch.Refused.Count > 0)
            await quarantine.PutAsync(batch.Refused, ct);       // last: a topic that hangs must not keep a fault from the loop
    }

    /// <summary>What the journal did not take is in front of the next batch: given again, the board would call it a duplicate.</summary>
    JournalBatch WithUnwritten(JournalBatch news)
    {
        lock (unwrittenGate)
        {
            var batch = Joined(unwritten, news);
            unwritten = Nothing;
            return batch;
        }
    }

    /// <summary>
    /// Sources give the same events again until they are written. A fault is a duplicate then; what is refused would be refused each time,
    /// and is kept once.
    /// </summary>
    void KeepUnwritten(JournalBatch batch)
    {
        lock (unwrittenGate)
        {
            var all = Joined(batch with { Offsets = [] }, unwritten);
            unwritten = all with { Refused = [.. all.Refused.DistinctBy(SameEvent).Take(RefusedWaitingMax)] };
        }
    }

    static (string Origin, string Reason, string Payload) SameEvent(RefusedEvent refused) =>
        (refused.Origin, refused.Reason, Convert.ToHexString(SHA256.HashData(refused.Payload)));

    static JournalBatch Joined(JournalBatch a, JournalBatch b) => new(
        [.. a.Flips, .. b.Flips], [.. a.Observations, .. b.Observations], [.. a.Refused, .. b.Refused], [.. a.Offsets, .. b.Offsets])
    {
        LifeSigns = [.. a.LifeSigns, .. b.LifeSigns],
        Watchdogs = [.. a.Watchdogs, .. b.Watchdogs],
        Shutdowns = [.. a.Shutdowns, .. b.Shutdowns],
    };

    RefusedEvent Refused(IncomingEvent incoming, string reason, string detail, DateTimeOffset now)
    {
        counters.Count(reason);
        LogRefused(log, incoming.Origin, reason, detail);
        var kept = incoming.Payload.Length > KeptBytesMax ? incoming.Payload[..KeptBytesMax] : incoming.Payload;
        return new RefusedEvent(reason, detail, incoming.Origin, kept.ToArray(), now);
    }

    static string Word(ReceptionOutcome outcome) => outcome switch
    {
        ReceptionOutcome.Taken => "taken",
        ReceptionOutcome.Refreshed => "refreshed",
        ReceptionOutcome.Duplicate => "duplicate",
        _ => "out-of-order",
    };

    [LoggerMessage(201, LogLevel.Warning, "Observer {Observer} is ahead of our clock: it says {ObservedAt}; event {Event} taken as of now")]
    static partial void LogSkew(ILogger log, string observer, DateTimeOffset observedAt, EventId @event);

    [LoggerMessage(202, LogLevel.Warning, "Event {Origin} put aside ({Reason}): {Detail}")]
    static partial void LogRefused(ILogger log, string origin, string reason, string detail);

    [LoggerMessage(203, LogLevel.Information, "Flip {Flip} by event {Event}")]
    static partial void LogFlip(ILogger log, string flip, EventId @event);
}
