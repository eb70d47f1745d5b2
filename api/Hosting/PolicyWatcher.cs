using PolicyHa.Api.Operating;

namespace PolicyHa.Api.Hosting;

/// <summary>
/// Looks whether the rule files have changed and have then stayed the same for one look, so that half a copy is not
/// read. It
/// looks rather than listens: that also works with links that are switched and with file systems that tell nothing.
/// </summary>
sealed partial class PolicyWatcher(PolicySource source, PolicyDesk desk, TimeProvider clock, ILogger<PolicyWatcher> log)
    : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (source.Path is null)
            return;
        using var timer = new PeriodicTimer(Every, clock);
        var (taken, last) = (source.Signature(), source.Signature());
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = source.Signature();
            if (now != taken && now == last && await ReloadAsync(stoppingToken))
                taken = now;
            last = now;
        }
    }

    async Task<bool> ReloadAsync(CancellationToken ct)
    {
        try
        {
            await desk.ReloadAsync(ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(log, e);
            return false;
        }
    }

    [LoggerMessage(532, LogLevel.Error, "The policy could not be reloaded; it is tried again")]
    static partial void LogFailed(ILogger log, Exception e);
}
