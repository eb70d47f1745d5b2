using PolicyHa.Adapters.Storage.Tables;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>
/// The last picture of the fleet in SQLite. Remembers what it stored, so that a save writes only what changed, in one
/// transaction. A picture that is new in large parts is written anew in pieces, so that decisions need not wait for
/// half a million rows; until the last piece is there, there is no picture.
/// </summary>
sealed class SqliteInventory(GroupCommitWriter writer, SqliteReaders readers) : IInventoryStore
{
    /// <summary>Changed rows up to which a save is one transaction; the others wait for it up to about half a second.</summary>
    const int ChangesAtOnceMax = 20_000;

    /// <summary>Rows a piece: some 50 ms for the others to wait.</summary>
    const int RowsPerPiece = 2_000;

    readonly Lock gate = new();
    Task lastSave = Task.CompletedTask;
    Fleet? stored;

    public Task SaveAsync(Fleet fleet, CancellationToken ct)
    {
        lock (gate)
            return lastSave = SaveAfterAsync(lastSave, fleet, ct);
    }

    public Task<Fleet> LoadAsync(CancellationToken ct) => readers.ReadAsync(FleetTables.Load, ct);

    /// <summary>
    /// One save after the other, whatever came of the one before: each writes what differs from what is stored.
    /// </summary>
    async Task SaveAfterAsync(Task before, Fleet fleet, CancellationToken ct)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        var known = stored ?? await LoadAsync(ct);
        stored = null;                                          // a save that fails leaves it to the next to look
        var changes = FleetChanges.Between(known, fleet);
        if (ReferenceEquals(known, Fleet.Empty) || changes.Count > ChangesAtOnceMax)
            await WriteAnewAsync(fleet, ct);
        else
            await writer.WriteAsync(db => FleetTables.Change(db, changes), ct);
        stored = fleet;
    }

    async Task WriteAnewAsync(Fleet fleet, CancellationToken ct)
    {
        await writer.WriteAsync(FleetTables.Clear, ct);
        await writer.WriteAsync(db => FleetTables.PutSegments(db, fleet.Segments), ct);
        foreach (var hosts in fleet.Hosts.Chunk(RowsPerPiece))
            await writer.WriteAsync(db => FleetTables.PutHosts(db, hosts), ct);

        // In the order of the key: fewer pages are touched.
        foreach (var instances in fleet.Instances.OrderBy(i => i.Id).Chunk(RowsPerPiece))
            await writer.WriteAsync(db => FleetTables.PutInstances(db, instances), ct);
        await writer.WriteAsync(db => FleetTables.SetHead(db, fleet.ReadAt, fleet.SchedulersUp, fleet.ConductorsUp), ct);
    }
}
