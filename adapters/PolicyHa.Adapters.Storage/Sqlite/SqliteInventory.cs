using PolicyHa.Adapters.Storage.Tables;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>The last picture of the fleet in SQLite. Remembers what it stored, so that a save writes only what changed.</summary>
sealed class SqliteInventory(GroupCommitWriter writer, SqliteReaders readers) : IInventoryStore
{
    readonly SemaphoreSlim oneSave = new(1, 1);
    Fleet? stored;

    public async Task SaveAsync(Fleet fleet, CancellationToken ct)
    {
        await oneSave.WaitAsync(ct);
        try
        {
            var changes = FleetChanges.Between(stored ?? await LoadAsync(ct), fleet);
            await writer.WriteAsync(db => FleetTables.Save(db, changes), ct);
            stored = fleet;
        }
        finally
        {
            oneSave.Release();
        }
    }

    public Task<Fleet> LoadAsync(CancellationToken ct) => readers.ReadAsync(FleetTables.Load, ct);
}
