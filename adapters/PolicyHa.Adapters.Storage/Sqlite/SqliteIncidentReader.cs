using PolicyHa.Adapters.Storage.Tables;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>Looks up incidents, plans and history in SQLite.</summary>
sealed class SqliteIncidentReader(SqliteReaders readers) : IIncidentReader
{
    public Task<IReadOnlyList<Incident>> ListAsync(
        bool? open, string? host, DateTimeOffset? before, int max, CancellationToken ct) =>
        readers.ReadAsync(db => IncidentTable.List(db, open, host, before, max), ct);

    public Task<Incident?> FindAsync(IncidentId id, CancellationToken ct) =>
        readers.ReadAsync(db => IncidentTable.Find(db, id), ct);

    public Task<RecoveryPlan?> FindPlanAsync(PlanId id, CancellationToken ct) =>
        readers.ReadAsync(db => PlanTable.Find(db, id), ct);

    public Task<IReadOnlyList<StoredEntry>> HistoryAsync(
        IncidentId? incident, string? host, long after, int max, CancellationToken ct) =>
        readers.ReadAsync(db => HistoryTable.Read(db, incident, host, after, max), ct);
}
