using System.Threading.Channels;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Api.Hosting;

/// <summary>
/// Takes refused events off the way of the good ones: a quarantine topic that hangs must not hold up a recovery. The
/// journal has
/// them already, so what does not fit here is only missing on the topic.
/// </summary>
sealed partial class QuarantineQueue(ILogger<QuarantineQueue> log, IEventQuarantine? topic = null)
    : BackgroundService, IEventQuarantine
{
    /// <summary>Batches that may wait.</summary>
    const int WaitingMax = 1000;

    readonly Channel<IReadOnlyList<RefusedEvent>> waiting =
        Channel.CreateBounded<IReadOnlyList<RefusedEvent>>(WaitingMax);

    /// <summary>Never waits and never throws.</summary>
    public Task PutAsync(IReadOnlyList<RefusedEvent> events, CancellationToken ct)
    {
        if (topic is not null && !waiting.Writer.TryWrite(events))
            LogFull(log, events.Count);
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var events in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await topic!.PutAsync(events, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(log, e, events.Count);
            }
        }
    }

    [LoggerMessage(520, LogLevel.Warning, "{Count} refused events only in the journal: the topic is too far behind")]
    static partial void LogFull(ILogger log, int count);

    [LoggerMessage(521, LogLevel.Warning, "{Count} refused events only in the journal: the topic did not take them")]
    static partial void LogFailed(ILogger log, Exception e, int count);
}
