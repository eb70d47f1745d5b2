using PolicyHa.Adapters.Alerts.Delivery;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Hosting;

/// <summary>Delivers alerts, as soon as the store has them.</summary>
sealed class AlertWorker(AlertDispatcher dispatcher) : BackgroundService, IStoreWatcher
{
    public void Committed(StateChanges changes)
    {
        if (changes.Alerts.Count > 0)
            dispatcher.Wake();
    }

    public void Flipped(IReadOnlyList<Flip> flips)
    {
        // A flip is no alert; what is decided about it may be one.
    }

    public void Controlled(HistoryEntry entry)
    {
        // Operators know what they switched.
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => dispatcher.RunAsync(stoppingToken);
}
