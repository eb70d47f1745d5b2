using System.Data;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Adapters.Storage.Tables;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>Policies that have been in force, and the one that waits, in SQLite.</summary>
sealed class SqlitePolicyVersions(GroupCommitWriter writer, SqliteReaders readers) : IPolicyVersions
{
    public Task<IReadOnlyList<Replica>> ActivateAsync(StoredPolicy policy, int keep, HistoryEntry line, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        var (row, entry) = (PolicyVersionRow.Of(policy), HistoryRow.Of(line));
        return writer.WriteAsync(db => Activate(db, policy, row, keep, entry), ct);
    }

    public Task<bool> ActivateWaitingAsync(StoredPolicy policy, int keep, HistoryEntry line, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        var (row, entry) = (PolicyVersionRow.Of(policy), HistoryRow.Of(line));
        return writer.WriteAsync(
            db => PolicyWaitingTable.Mark(db)?.Version == policy.Version && Activate(db, policy, row, keep, entry).Count == 0, ct);
    }

    public Task KeepWaitingAsync(StoredPolicy? policy, HistoryEntry line, CancellationToken ct)
    {
        var (row, entry) = (policy is null ? null : PolicyVersionRow.Of(policy), HistoryRow.Of(line));
        return writer.WriteAsync(
            db =>
            {
                if (row is null)
                    PolicyWaitingTable.Forget(db);
                else
                    PolicyWaitingTable.Keep(db, row);
                HistoryTable.Append(db, [entry]);
            },
            ct);
    }

    public Task<StoredPolicy?> WaitingAsync(CancellationToken ct) => readers.ReadAsync(PolicyWaitingTable.Find, ct);

    public Task NoteAsync(HistoryEntry line, CancellationToken ct)
    {
        var entry = HistoryRow.Of(line);
        return writer.WriteAsync(db => HistoryTable.Append(db, [entry]), ct);
    }

    public Task<IReadOnlyList<StoredPolicy>> ListAsync(CancellationToken ct) =>
        readers.ReadAsync(PolicyVersionTable.All, ct);

    static IReadOnlyList<Replica> Activate(IDbConnection db, StoredPolicy policy, PolicyVersionRow row, int keep, HistoryRow entry)
    {
        var keptOutBy = LanguageGate.KeptOutBy(ReplicaTable.Live(db, policy.ActivatedAt), policy.Language);
        if (keptOutBy.Count > 0)
            return keptOutBy;
        PolicyVersionTable.Add(db, row);
        PolicyVersionTable.Purge(db, keep);
        PolicyWaitingTable.Forget(db);
        HistoryTable.Append(db, [entry]);
        return [];
    }
}
