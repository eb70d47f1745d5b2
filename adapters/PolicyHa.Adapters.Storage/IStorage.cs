using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Storage;

/// <summary>One store with all the engine's storage ports. Disposing it finishes the writes under way.</summary>
public interface IStorage : IAsyncDisposable
{
    IStateStore State { get; }

    IIncidentReader Incidents { get; }

    IJournal Journal { get; }

    IInventoryStore Inventory { get; }

    IAlertOutbox Outbox { get; }

    IPolicyVersions PolicyVersions { get; }

    IFlipReader Flips { get; }

    ILeaseStore Leases { get; }

    IRetention Retention { get; }
}
