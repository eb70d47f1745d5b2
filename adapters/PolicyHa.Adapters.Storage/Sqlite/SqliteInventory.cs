using PolicyHa.Adapters.Storage.Tables;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>The last picture of the fleet in SQLite. Remembers what it stored, so that a save writes only what changed.</summary>
sealed class SqliteInventory(GroupCommitWriter writer, SqliteReaders readers) : IInventoryStore
{
    readonly Lock gate = new();
    Task lastSave = Task.CompletedTask;
    Fleet? stored;

    public Task SaveAsync(Fleet fleet, CancellationToken ct)
    {
        lock (gate)
            return lastSave = SaveAfterAsync(lastSave, fleet, ct);
    }

    public Task<Fleet> LoadAsync(CancellationToken ct) => readers.ReadAsync(FleetTables.Load, ct);

    /// <summary>One save after the other, whatever came of the one before: each writes what differs from what is stored.</summary>
    async Task SaveAfterAsync(Task before, Fleet fleet, CancellationToken ct)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        var changes = FleetChanges.Between(stored ?? await LoadAsync(ct), fleet);
        await writer.WriteAsync(db => FleetTables.Save(db, changes), ct);
        stored = fleet;
    }
}
