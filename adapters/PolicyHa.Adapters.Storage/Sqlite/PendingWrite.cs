using Microsoft.Data.Sqlite;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>A change that waits for its commit.</summary>
abstract class PendingWrite
{
    /// <summary>Its caller has given up; it is not to be applied any more.</summary>
    public abstract bool IsDropped();

    public abstract void Apply(SqliteConnection connection);

    /// <summary>It is on disk. Does nothing when it has failed or was dropped before.</summary>
    public abstract void Complete();

    /// <summary>It was not written. Does nothing when it has failed or was dropped before.</summary>
    public abstract void Fail(Exception because);
}

/// <inheritdoc/>
sealed class PendingWrite<T>(Func<SqliteConnection, T> change, CancellationToken ct) : PendingWrite
{
    readonly TaskCompletionSource<T> committed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T? result;

    public Task<T> Committed => committed.Task;

    public override bool IsDropped() => ct.IsCancellationRequested && committed.TrySetCanceled(ct);

    public override void Apply(SqliteConnection connection) => result = change(connection);

    public override void Complete() => committed.TrySetResult(result!);

    public override void Fail(Exception because) => committed.TrySetException(because);
}
