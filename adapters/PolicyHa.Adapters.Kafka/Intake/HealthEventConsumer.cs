using Microsoft.Extensions.Logging;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Kafka.Intake;

/// <summary>
/// Reads health events and hands them over in batches, at least once and in each partition's order. A batch that is
/// turned down is given again, never skipped. A broker that is away is waited for.
/// </summary>
public sealed partial class HealthEventConsumer(
    KafkaOptions options, TimeProvider clock, ILogger<HealthEventConsumer> log) : IEventSource
{
    /// <summary>Between two clients, when one ended by a fatal error.</summary>
    static readonly TimeSpan Respite = TimeSpan.FromSeconds(1);

    readonly HealthBoard board = new();

    /// <summary>How it stands now.</summary>
    public KafkaHealth Health => board.Now;

    /// <inheritdoc/>
    public string? WhatIsUnread => board.Now switch
    {
        { CaughtUp: true } => null,
        { Partitions.Count: 0 } => $"no partition of Kafka topic {options.Topic} has been assigned since the service started: its events are unread",
        { Lag: { } lag } => $"{lag} events of Kafka topic {options.Topic} are unread since the service started",
        _ => $"Kafka topic {options.Topic} has not told yet how many of its events are unread",
    };

    /// <summary>Reads until cancelled. Does not throw for what brokers or <paramref name="deliver"/> do.</summary>
    /// <param name="deliver">One call at a time.</param>
    public Task RunAsync(DeliverBatch deliver, CancellationToken ct) =>
        // A thread of its own: the client's poll blocks.
        Task.Factory.StartNew(
            () => Run(deliver, ct), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    void Run(DeliverBatch deliver, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                using var session = new ConsumerSession(options, deliver, board, clock, log);
                session.Run(ct);
            }
            catch (Exception error)
            {
                LogSessionEnded(log, error);
                board.Change(h => h with { Partitions = [], BrokersUp = 0, LastError = error.Message });
                ct.WaitHandle.WaitOne(Respite);
            }
        }
    }
}
