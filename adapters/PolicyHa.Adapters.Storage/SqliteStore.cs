using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Adapters.Storage.Sqlite;
using PolicyHa.Adapters.Storage.Tables;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Storage;

/// <summary>
/// The embedded store: one SQLite file, one process. All writes go through one connection and are on disk when they
/// return; reads go beside it and never wait for it.
/// </summary>
public sealed partial class SqliteStore : IStorage
{
    readonly StoreLock fileLock;
    readonly GroupCommitWriter writer;
    readonly SqliteReaders readers;
    bool isDisposed;

    SqliteStore(StoreLock fileLock, SqliteConnection connection, SqliteOptions options, TimeProvider clock)
    {
        this.fileLock = fileLock;
        writer = new GroupCommitWriter(connection);
        readers = new SqliteReaders(connection.DataSource);
        State = new SqliteStateStore(writer, readers, options.Sinks);
        Incidents = new SqliteIncidentReader(readers);
        Journal = new SqliteJournal(writer, readers);
        Inventory = new SqliteInventory(writer, readers);
        Outbox = new SqliteOutbox(writer, readers, options.Sinks, clock);
        PolicyVersions = new SqlitePolicyVersions(writer, readers);
        Flips = new SqliteFlipReader(readers);
        Leases = new SqliteLeases(writer, readers);
        Retention = new SqliteRetention(writer, options.Sinks);
    }

    public IStateStore State { get; }

    public IIncidentReader Incidents { get; }

    public IJournal Journal { get; }

    public IInventoryStore Inventory { get; }

    public IAlertOutbox Outbox { get; }

    public IPolicyVersions PolicyVersions { get; }

    public IFlipReader Flips { get; }

    public ILeaseStore Leases { get; }

    public IRetention Retention { get; }

    /// <summary>Opens the store off the caller's thread; see <see cref="Open"/>.</summary>
    /// <exception cref="StoreOpenException">It cannot be opened; the message says why and what to do.</exception>
    public static Task<SqliteStore> OpenAsync(
        SqliteOptions options, TimeProvider clock, ILogger<SqliteStore>? log = null, CancellationToken ct = default) =>
        Task.Run(() => Open(options, clock, log), ct);

    /// <summary>
    /// Takes the lock, opens or makes the file, brings its schema up to date, and frees a dead owner's leases, and forgets that it lived.
    /// </summary>
    /// <exception cref="StoreOpenException">It cannot be opened; the message says why and what to do.</exception>
    public static SqliteStore Open(SqliteOptions options, TimeProvider clock, ILogger<SqliteStore>? log = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Path);
        log ??= NullLogger<SqliteStore>.Instance;
        var path = Path.GetFullPath(options.Path);
        var fileLock = StoreLock.Take(path);
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteConnections.OpenWriter(path);
            var schema = Migrations.Apply(connection, path, clock.GetUtcNow());
            var freed = options.TakeOverAtOnce ? LeaseTable.ReleaseAll(connection) : 0;
            if (options.TakeOverAtOnce)
                ReplicaTable.ForgetAll(connection);
            LogOpened(log, path, schema, freed);
            return new SqliteStore(fileLock, connection, options, clock);
        }
        catch (Exception e)
        {
            connection?.Dispose();
            fileLock.Dispose();
            if (e is SqliteException)
                throw new StoreOpenException($"the database {path} cannot be opened: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Finishes the writes under way, folds the WAL into the file, and lets go of the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
            return;
        await writer.DisposeAsync();
        readers.Dispose();
        fileLock.Dispose();
    }
}
