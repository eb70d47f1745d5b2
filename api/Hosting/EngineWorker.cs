using PolicyHa.Api.Configuration;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Running;

namespace PolicyHa.Api.Hosting;

/// <summary>
/// Restores what was, then drives the engine: everything due is begun, and between that it sleeps until something is.
/// </summary>
sealed class EngineWorker(
    EngineStart start,
    EngineDriver driver,
    PlanExecutor executor,
    ServiceState service,
    LimitOptions limits,
    TimeProvider clock)
    : BackgroundService
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>For what was told to stop to notice: nothing of it may find its store or its locks gone.</summary>
    static readonly TimeSpan CancelGrace = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim changed = new(0);
    readonly CancellationTokenSource acts = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);                // nothing new is begun from here on
        await WaitAsync(() => executor.Running == 0, limits.StopGrace, cancellationToken);
        await acts.CancelAsync();                               // what is left is asked about after the next start
        await WaitAsync(() => executor.Running == 0 && driver.Running == 0, CancelGrace, cancellationToken);
    }

    public override void Dispose()
    {
        changed.Dispose();
        acts.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await RestoreAsync(stoppingToken);
        driver.Changed += Wake;
        try
        {
            driver.Start();
            while (!stoppingToken.IsCancellationRequested)
            {
                driver.RunDue(acts.Token);
                await SleepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service is stopping.
        }
        finally
        {
            driver.Changed -= Wake;
        }
    }

    async Task WaitAsync(Func<bool> holds, TimeSpan patience, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + patience;
        while (!holds() && clock.GetUtcNow() < until && !ct.IsCancellationRequested)
            await Task.Delay(Look, clock, CancellationToken.None);
    }

    async Task RestoreAsync(CancellationToken ct)
    {
        try
        {
            await start.RestoreAsync(ct);
            service.IsRestored = true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            service.Failure = e;                                // the host stops; the process must not end with 0
            throw;
        }
    }

    /// <summary>Until something is due. A wake that came since the last look ends it at once.</summary>
    async Task SleepAsync(CancellationToken ct)
    {
        if (driver.NextAt is not { } at)
        {
            await changed.WaitAsync(ct);
            return;
        }

        var wait = at - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
            await changed.WaitAsync(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), ct);
    }

    /// <summary>One permit is enough, however many wakes; a second one by a race costs one look.</summary>
    void Wake()
    {
        if (changed.CurrentCount == 0)
            changed.Release();
    }
}
