using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Ports;

/// <summary>Looks up what was: for the API and the command line.</summary>
public interface IIncidentReader
{
    /// <summary>Newest first.</summary>
    /// <param name="open">True: only open ones; false: only closed ones; null: all.</param>
    /// <param name="before">Opened before this; null for the newest.</param>
    Task<IReadOnlyList<Incident>> ListAsync(
        bool? open, string? host, DateTimeOffset? before, int max, CancellationToken ct);

    Task<Incident?> FindAsync(IncidentId id, CancellationToken ct);

    Task<RecoveryPlan?> FindPlanAsync(PlanId id, CancellationToken ct);

    /// <summary>Oldest first.</summary>
    /// <param name="after">Only entries with a greater sequence number.</param>
    Task<IReadOnlyList<StoredEntry>> HistoryAsync(
        IncidentId? incident, string? host, long after, int max, CancellationToken ct);
}
