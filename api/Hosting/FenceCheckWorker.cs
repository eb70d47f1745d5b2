using PolicyHa.Engine.Running;

namespace PolicyHa.Api.Hosting;

/// <summary>Looks after the fencing devices for as long as the service runs.</summary>
sealed class FenceCheckWorker(FenceInspector inspector) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await inspector.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service is stopping.
        }
    }
}
