using Microsoft.Data.Sqlite;
using PolicyHa.Engine;
using SQLitePCL;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>Tells apart what the world did to a write and what we did wrong.</summary>
static class StoreRefusal
{
    /// <summary>
    /// A broken constraint of the schema means that the writer is wrong: an invariant, not an I/O error.
    /// </summary>
    public static Exception Of(Exception error) =>
        error is SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT }
            ? new InvariantBrokenException($"the store refused a change: {error.Message}")
            : error;
}
