using PolicyHa.Adapters.Alerts.Delivery;

namespace PolicyHa.Adapters.Tests.Alerts;

/// <summary>A dispatcher that runs until the test ends.</summary>
internal sealed class DispatcherRun : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly Task running;

    public DispatcherRun(AlertDispatcher dispatcher)
    {
        Dispatcher = dispatcher;
        running = dispatcher.RunAsync(stop.Token);
    }

    public AlertDispatcher Dispatcher { get; }

    /// <summary>Waits for a condition; fails when the dispatcher ends or half a minute passes.</summary>
    public async Task Until(Func<bool> condition)
    {
        for (var patience = 3000; !condition(); patience--)
        {
            Assert.False(running.IsCompleted, "the dispatcher ended");
            Assert.True(patience > 0, "it did not happen");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }
}
