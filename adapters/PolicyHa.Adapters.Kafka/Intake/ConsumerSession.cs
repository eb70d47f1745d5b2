using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Kafka.Intake;

/// <summary>
/// The life of one Kafka client: poll, gather, deliver, store the offsets. All on one thread, also the group's
/// callbacks, which come only inside a poll.
/// </summary>
internal sealed partial class ConsumerSession : IDisposable
{
    /// <summary>Longest wait for an event; also how soon a stop is noticed.</summary>
    static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(100);

    /// <summary>A batch's payloads, in bytes: bounds memory when events are large.</summary>
    const long BatchSizeMax = 32 * 1024 * 1024;

    readonly KafkaOptions options;
    readonly DeliverBatch deliver;
    readonly HealthBoard board;
    readonly TimeProvider clock;
    readonly ILogger log;
    readonly RecordDecoder decoder = new();
    readonly IConsumer<Ignore, byte[]> consumer;

    /// <summary>Events gathered or being delivered, and not yet safe.</summary>
    Batch inHand = new();

    /// <summary>
    /// Events of partitions that were given to us while a slow delivery ran: first in the next batch.
    /// </summary>
    Batch carried = new();

    /// <summary>Partitions that were read to their end at least once.</summary>
    readonly HashSet<int> ended = [];

    /// <summary>The delivery of <see cref="inHand"/>; null while gathering.</summary>
    Task? delivery;

    public ConsumerSession(
        KafkaOptions options,
        DeliverBatch deliver,
        HealthBoard board,
        TimeProvider clock,
        ILogger log)
    {
        (this.options, this.deliver, this.board, this.clock, this.log) = (options, deliver, board, clock, log);
        NativeClient.MakeFindable();
        consumer = new ConsumerBuilder<Ignore, byte[]>(ClientSettings.Consumer(options))
            .SetPartitionsAssignedHandler((_, given) => OnAssigned(given))
            .SetPartitionsRevokedHandler((_, taken) => OnRevoked(taken))
            .SetPartitionsLostHandler((_, taken) => OnLost(taken))
            .SetStatisticsHandler((_, json) => OnStatistics(json))
            .SetErrorHandler((_, error) => OnError(error))
            .SetLogHandler((_, message) => ClientLog.Write(log, message))
            .Build();
    }

    public void Run(CancellationToken ct)
    {
        consumer.Subscribe(options.Topic);
        while (!ct.IsCancellationRequested)
        {
            Gather();
            if (inHand.Count > 0)
                Deliver(ct);
            NoticeCatchingUp();
        }

        consumer.Close();   // commits what was stored and leaves the group, so that others need not wait for a timeout
        board.Change(h => h with { Partitions = [] });
    }

    public void Dispose() => consumer.Dispose();

    /// <summary>Waits for a first event, then takes what is there already.</summary>
    void Gather()
    {
        (inHand, carried) = (carried, new Batch());
        var wait = inHand.Count > 0 ? TimeSpan.Zero : PollWait;
        while (inHand.Count < options.BatchMax && inHand.Size < BatchSizeMax && Poll(wait) is { } record)
        {
            inHand.Add(decoder.Decode(record), NextAfter(record));
            wait = TimeSpan.Zero;
        }

        var now = clock.GetUtcNow();
        var any = inHand.Count > 0;
        board.Change(h => h with { LastPollAt = now, LastEventAt = any ? now : h.LastEventAt });
    }

    ConsumeResult<Ignore, byte[]>? Poll(TimeSpan wait)
    {
        try
        {
            var record = consumer.Consume(wait);
            while (record is { IsPartitionEOF: true })
            {
                ended.Add(record.Partition.Value);
                record = consumer.Consume(TimeSpan.Zero);
            }

            return record;
        }
        catch (ConsumeException error) when (!error.Error.IsFatal)
        {
            OnError(error.Error);
            return null;
        }
    }

    static SourceOffset NextAfter(ConsumeResult<Ignore, byte[]> record) =>
        new(record.Topic, record.Partition.Value, record.Offset.Value + 1);

    /// <summary>From now on the group may believe that everything before these offsets was taken.</summary>
    void Store(IReadOnlyList<SourceOffset> offsets)
    {
        foreach (var offset in offsets)
        {
            try
            {
                consumer.StoreOffset(new TopicPartitionOffset(offset.Topic, offset.Partition, offset.Next));
            }
            catch (KafkaException error)
            {
                // No longer ours: it will be read again.
                LogNotStored(log, offset.Topic, offset.Partition, offset.Next, error.Error.Reason);
            }
        }
    }
}
