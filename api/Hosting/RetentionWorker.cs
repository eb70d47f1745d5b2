using PolicyHa.Adapters.Storage;
using PolicyHa.Api.Configuration;

namespace PolicyHa.Api.Hosting;

/// <summary>Lets the store forget what is older than the configuration wants it kept.</summary>
sealed partial class RetentionWorker(
    IRetention retention, StorageOptions options, TimeProvider clock, ILogger<RetentionWorker> log)
    : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await ForgetAsync(stoppingToken);
    }

    async Task ForgetAsync(CancellationToken ct)
    {
        try
        {
            var now = clock.GetUtcNow();
            var rows = await retention.PurgeJournalAsync(now - options.KeepJournal, ct)
                + await retention.PurgeHistoryAsync(now - options.KeepHistory, ct);
            LogForgotten(log, rows);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // the next round tries again; recovery does not depend on it
            LogFailed(log, e);
        }
    }

    [LoggerMessage(540, LogLevel.Debug, "Forgot {Rows} old rows of journal and history")]
    static partial void LogForgotten(ILogger log, int rows);

    [LoggerMessage(541, LogLevel.Warning, "Old rows could not be deleted; it is tried again in an hour")]
    static partial void LogFailed(ILogger log, Exception e);
}
