namespace PolicyHa.Adapters.Kafka.Intake;

/// <summary>Handing a batch over, as often as it takes.</summary>
internal sealed partial class ConsumerSession
{
    /// <summary>
    /// A delivery that takes longer is slow: we poll beside it, paused, or the group would think us dead.
    /// </summary>
    static readonly TimeSpan SlowAfter = TimeSpan.FromMilliseconds(500);

    static readonly TimeSpan BackOffMin = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan BackOffMax = TimeSpan.FromSeconds(30);

    /// <summary>How long a delivery may go on after it was told to stop.</summary>
    static readonly TimeSpan StopWait = TimeSpan.FromSeconds(10);

    void Deliver(CancellationToken ct)
    {
        var backOff = BackOffMin;
        for (var failures = 1; inHand.Count > 0; failures++)
        {
            if (TryDeliver(ct))
                break;
            if (ct.IsCancellationRequested)
                return;   // nothing stored: whoever reads next gets the batch again
            KafkaMeters.FailedDeliveries.Add(1);
            board.Change(h => h with { FailedDeliveries = failures });
            KeepPolling(() => false, backOff, ct);
            backOff = backOff * 2 < BackOffMax ? backOff * 2 : BackOffMax;
        }

        Store(inHand.Offsets);
        inHand = new Batch();
        if (board.Now.FailedDeliveries > 0)
            board.Change(h => h with { FailedDeliveries = 0 });
    }

    bool TryDeliver(CancellationToken ct)
    {
        var (events, offsets) = (inHand.Events, inHand.Offsets);
        var running = delivery = Task.Run(() => deliver(events, offsets, ct), CancellationToken.None);
        try
        {
            if (!Ended(running, SlowAfter))
                KeepPolling(() => running.IsCompleted, Timeout.InfiniteTimeSpan, ct);
            if (!Ended(running, StopWait))
                LogAbandoned(log, events.Count);
            else if (running.IsFaulted)
                LogNotDelivered(log, events.Count, running.Exception.InnerException!);
            return running.IsCompletedSuccessfully;
        }
        finally
        {
            delivery = null;
        }
    }

    /// <summary>Serves the group without taking new events, until done, time is up, or we are to stop.</summary>
    void KeepPolling(Func<bool> isDone, TimeSpan atMost, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        while (!isDone() && !ct.IsCancellationRequested
            && (atMost == Timeout.InfiniteTimeSpan || clock.GetElapsedTime(started) < atMost))
        {
            consumer.Pause(consumer.Assignment);   // each time: partitions may have come in the poll before
            if (Poll(PollWait / 10) is { } record)
                carried.Add(decoder.Decode(record), NextAfter(record));
            var now = clock.GetUtcNow();
            board.Change(h => h with { LastPollAt = now });
        }

        consumer.Resume(consumer.Assignment);
    }

    /// <summary>Waits without throwing for how it ended.</summary>
    static bool Ended(Task task, TimeSpan atMost) => Task.WaitAny([task], atMost) == 0;
}
