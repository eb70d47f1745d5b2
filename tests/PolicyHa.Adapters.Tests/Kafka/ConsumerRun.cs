using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Adapters.Kafka;
using PolicyHa.Adapters.Kafka.Intake;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Tests.Kafka;

/// <summary>A consumer that runs until it is stopped, and what it handed over.</summary>
internal sealed class ConsumerRun : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly HealthEventConsumer consumer;
    readonly Task running;

    /// <param name="deliver">What happens to a batch before it counts as taken; may throw.</param>
    public ConsumerRun(
        KafkaOptions options, Func<IReadOnlyList<IncomingEvent>, CancellationToken, Task>? deliver = null)
    {
        consumer = new HealthEventConsumer(options, TimeProvider.System, NullLogger<HealthEventConsumer>.Instance);
        running = consumer.RunAsync(async (events, offsets, ct) =>
        {
            Given.Enqueue(events);
            await (deliver?.Invoke(events, ct) ?? Task.CompletedTask);
            foreach (var incoming in events)
                Taken.Enqueue(incoming);
            foreach (var offset in offsets)
                Offsets[offset.Partition] = offset.Next;
        },
        stop.Token);
    }

    public ConcurrentQueue<IReadOnlyList<IncomingEvent>> Given { get; } = [];

    public ConcurrentQueue<IncomingEvent> Taken { get; } = [];

    public ConcurrentDictionary<int, long> Offsets { get; } = [];

    public KafkaHealth Health => consumer.Health;

    public string? WhatIsUnread => consumer.WhatIsUnread;

    public IEnumerable<string> TakenIds => Taken.Select(e => e.Report!.Id.Id);

    /// <summary>
    /// Waits for a condition; fails when the consumer ends or a minute passes. A join alone takes some seconds.
    /// </summary>
    public async Task Until(Func<bool> condition)
    {
        for (var patience = 3000; !condition(); patience--)
        {
            Assert.False(running.IsCompleted, "the consumer ended");
            Assert.True(patience > 0, $"it did not happen: {Taken.Count} taken, {Health}");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
    }
}
