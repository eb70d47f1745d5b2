using System.Threading.Channels;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>
/// The one connection that writes. A commit costs a flush to disk, so changes that arrive while one is under way are
/// committed together by the next. Each is in a savepoint of its own: one that fails is rolled back alone, and only its
/// caller hears of it. A caller's task ends when its change is on disk.
/// </summary>
sealed class GroupCommitWriter : IAsyncDisposable
{
    /// <summary>Keeps one commit, and with it the wait of the first caller in it, short.</summary>
    const int ChangesPerCommitMax = 200;

    readonly SqliteConnection connection;
    readonly Channel<PendingWrite> queue = Channel.CreateUnbounded<PendingWrite>(new() { SingleReader = true });
    readonly Task loop;

    /// <param name="connection">Owned from now on.</param>
    public GroupCommitWriter(SqliteConnection connection)
    {
        this.connection = connection;
        loop = Task.Run(RunAsync);
    }

    /// <summary>Applies a change and commits it.</summary>
    /// <param name="change">Runs on the writer's thread while all others wait: compute before it, not in it.</param>
    /// <param name="ct">Drops a change that still waits. One begun is finished: "cancelled" means "not written".</param>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> change, CancellationToken ct)
    {
        var write = new PendingWrite<T>(change, ct);
        ObjectDisposedException.ThrowIf(!queue.Writer.TryWrite(write), this);
        return write.Committed;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<SqliteConnection> change, CancellationToken ct) => WriteAsync(
        db =>
        {
            change(db);
            return true;
        },
        ct);

    /// <summary>Takes no more changes, commits those that wait, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        await connection.DisposeAsync();
    }

    async Task RunAsync()
    {
        var together = new List<PendingWrite>();
        while (await queue.Reader.WaitToReadAsync())
        {
            while (together.Count < ChangesPerCommitMax && queue.Reader.TryRead(out var write))
                together.Add(write);
            Commit(together);
            together.Clear();
        }
    }

    void Commit(List<PendingWrite> together)
    {
        try
        {
            connection.Execute("BEGIN IMMEDIATE");
            foreach (var write in together)
                Apply(write);
            connection.Execute("COMMIT");
        }
        catch (Exception e)
        {
            // The disk is full or broken, or somebody holds the write lock: nothing of this commit was written.
            if (IsInTransaction)
                connection.Execute("ROLLBACK");
            foreach (var write in together)
                write.Fail(e);
            return;
        }

        foreach (var write in together)
            write.Complete();
    }

    void Apply(PendingWrite write)
    {
        if (write.IsDropped())
            return;
        connection.Execute("SAVEPOINT one_change");
        try
        {
            write.Apply(connection);
        }
        catch (Exception e) when (IsInTransaction)
        {
            // Otherwise SQLite has ended the whole transaction, as it does when the disk is full: all of them have failed.
            connection.Execute("ROLLBACK TO one_change");
            write.Fail(StoreRefusal.Of(e));
        }

        connection.Execute("RELEASE one_change");
    }

    bool IsInTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;
}
