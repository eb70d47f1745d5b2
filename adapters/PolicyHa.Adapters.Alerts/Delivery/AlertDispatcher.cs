using Microsoft.Extensions.Logging;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Alerts.Delivery;

/// <summary>
/// Empties the outbox: in parallel across sinks and keys, strictly in order for each sink and key. It knows nothing of
/// recoveries and no recovery waits for it.
/// </summary>
/// <param name="jitter">0 to 1, anew at each call.</param>
public sealed partial class AlertDispatcher(
    IAlertOutbox outbox,
    IEnumerable<IAlertSink> sinks,
    TimeProvider clock,
    Func<double> jitter,
    ILogger<AlertDispatcher> log)
{
    /// <summary>Deliveries under way to one sink.</summary>
    public const int PerSinkMax = 8;

    /// <summary>
    /// An alert that could not be delivered for so long is history; it would only hold up its successors.
    /// </summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    /// <summary>Longest sleep; catches what no wake told of.</summary>
    static readonly TimeSpan SleepMax = TimeSpan.FromSeconds(30);

    /// <summary>Shortest sleep while nothing could be begun; also after a failed read of the outbox.</summary>
    static readonly TimeSpan SleepMin = TimeSpan.FromSeconds(1);

    const int PageMin = 256;
    const int PageMax = 1 << 16;

    readonly Dictionary<string, IAlertSink> sinksByName = sinks.ToDictionary(sink => sink.Name);
    readonly Lock gate = new();
    readonly Dictionary<(string Sink, string Key), Task> underWay = [];
    volatile TaskCompletionSource woken = NewWake();

    /// <summary>New alerts are in the outbox. Never blocks.</summary>
    public void Wake() => woken.TrySetResult();

    /// <summary>
    /// Delivers until cancelled; does not throw for what outbox or sinks do. Ends when deliveries under way have.
    /// </summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            woken = NewWake();   // before looking: a wake from now on means another look
            await SleepAsync(await BeginDueAsync(ct), ct);
        }

        Task[] rest;
        lock (gate)
            rest = [.. underWay.Values];
        await Task.WhenAll(rest);
    }

    static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <returns>How long to sleep if nobody wakes us.</returns>
    async Task<TimeSpan> BeginDueAsync(CancellationToken ct)
    {
        try
        {
            var begun = false;
            // A full page of items that all have to wait would hide the ones behind it.
            for (var page = PageMin; ; page *= 4)
            {
                // Before reading: what ends meanwhile is in the page as it was, and not to be sent again.
                var busy = Busy();
                var due = await outbox.DueAsync(clock.GetUtcNow(), page, ct);
                foreach (var item in due.Where(item => !busy.Contains((item.Sink, item.Alert.Key))))
                    begun |= TryBegin(item, ct);
                if (begun || due.Count < page || page >= PageMax)
                    break;
            }

            var next = await outbox.NextDueAsync(ct) - clock.GetUtcNow() ?? SleepMax;
            // What is due and not begun waits for a delivery under way, which wakes us.
            var atLeast = begun ? TimeSpan.Zero : SleepMin;
            return next < atLeast ? atLeast : next > SleepMax ? SleepMax : next;
        }
        catch (Exception error)
        {
            if (!ct.IsCancellationRequested)
                LogOutboxAway(log, error);
            return SleepMin;
        }
    }

    async Task SleepAsync(TimeSpan atMost, CancellationToken ct)
    {
        try
        {
            await woken.Task.WaitAsync(atMost, clock, ct);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            // Time is up, or we are to stop: the loop sees which.
        }
    }

    HashSet<(string Sink, string Key)> Busy()
    {
        lock (gate)
            return [.. underWay.Keys];
    }

    bool TryBegin(OutboxItem item, CancellationToken ct)
    {
        var place = (item.Sink, item.Alert.Key);
        lock (gate)
        {
            if (underWay.Keys.Count(p => p.Sink == item.Sink) >= PerSinkMax)
                return false;
            underWay[place] = Task.Run(() => DeliverAsync(item, place, ct), CancellationToken.None);
            return true;
        }
    }

    async Task DeliverAsync(OutboxItem item, (string Sink, string Key) place, CancellationToken ct)
    {
        try
        {
            await RecordAsync(item, await AskAsync(item, ct), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Told to stop: not recorded, so it is delivered again, which sinks put up with.
        }
        catch (Exception error)
        {
            LogNotRecorded(log, error, item.Sequence, item.Sink);
            await Task.Delay(SleepMin, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            lock (gate)
                underWay.Remove(place);
            Wake();
        }
    }

    async Task<ActionAnswer> AskAsync(OutboxItem item, CancellationToken ct)
    {
        if (!sinksByName.TryGetValue(item.Sink, out var sink))
            return new ActionAnswer.Refused($"no sink is named '{item.Sink}' in the configuration", Retryable: false);
        try
        {
            return await sink.DeliverAsync(item, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            LogSinkThrew(log, error, item.Sink);
            return new ActionAnswer.Unclear($"{error.GetType().Name} in the sink's adapter");
        }
    }

    Task RecordAsync(OutboxItem item, ActionAnswer answer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (answer is ActionAnswer.Accepted accepted)
        {
            AlertMeters.Delivered.Add(1, AlertMeters.SinkTag(item));
            return outbox.DeliveredAsync(item, now, accepted.Reference ?? "accepted", ct);
        }

        var (reason, isHopeless, retryAfter) = answer switch
        {
            ActionAnswer.Refused refused => (refused.Reason, !refused.Retryable, refused.RetryAfter),
            ActionAnswer.Unclear unclear => (unclear.Reason, false, null),
            _ => throw new InvalidOperationException($"no such answer: {answer.GetType().Name}"),
        };
        if (isHopeless || now - item.Alert.At > GiveUpAfter)
        {
            AlertMeters.GivenUp.Add(1, AlertMeters.SinkTag(item));
            LogGivenUp(log, item.Sink, item.Alert.Severity, item.Alert.Key, item.Alert.Summary, item.Tries + 1, reason);
            return outbox.FailedAsync(item, reason, null, ct);
        }

        var wait = BackOff.After(item.Tries, jitter(), retryAfter);
        AlertMeters.Failed.Add(1, AlertMeters.SinkTag(item));
        LogWillTryAgain(log, item.Sink, item.Alert.Key, item.Tries + 1, reason, wait);
        return outbox.FailedAsync(item, reason, now + wait, ct);
    }
}
