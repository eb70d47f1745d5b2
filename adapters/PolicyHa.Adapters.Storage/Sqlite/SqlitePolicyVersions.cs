using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Adapters.Storage.Tables;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>Policies that have been in force, in SQLite.</summary>
sealed class SqlitePolicyVersions(GroupCommitWriter writer, SqliteReaders readers) : IPolicyVersions
{
    public Task ActivatedAsync(StoredPolicy policy, int keep, HistoryEntry line, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        var (row, entry) = (PolicyVersionRow.Of(policy), HistoryRow.Of(line));
        return writer.WriteAsync(
            db =>
            {
                PolicyVersionTable.Add(db, row);
                PolicyVersionTable.Purge(db, keep);
                HistoryTable.Append(db, [entry]);
            },
            ct);
    }

    public Task NoteAsync(HistoryEntry line, CancellationToken ct)
    {
        var entry = HistoryRow.Of(line);
        return writer.WriteAsync(db => HistoryTable.Append(db, [entry]), ct);
    }

    public Task<IReadOnlyList<StoredPolicy>> ListAsync(CancellationToken ct) =>
        readers.ReadAsync(PolicyVersionTable.All, ct);
}
