using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>Reserved hosts that are taken.</summary>
static class ReservationTable
{
    const string TakeSql = """
        INSERT INTO reservation (host, segment, incident, for_host, at, settled_at, joined_json)
        VALUES (@Host, @Segment, @Incident, @ForHost, @At, @SettledAt, @JoinedJson)
        ON CONFLICT (host) DO UPDATE SET
            segment = excluded.segment, for_host = excluded.for_host, at = excluded.at, settled_at = excluded.settled_at,
            joined_json = excluded.joined_json
        WHERE incident = excluded.incident
        """;

    /// <exception cref="StaleStateException">Another incident has the host.</exception>
    public static void Take(IDbConnection db, IEnumerable<Reservation> reservations)
    {
        foreach (var reservation in reservations)
        {
            if (db.Execute(TakeSql, ReservationRow.Of(reservation)) == 0)
                throw new StaleStateException($"reserved host {reservation.Host} is taken by another incident than {reservation.Incident}");
        }
    }

    const string EndSql = "DELETE FROM reservation WHERE host = @host";

    public static void End(IDbConnection db, IEnumerable<HostName> hosts) => db.Execute(EndSql, hosts.Select(h => new { host = h.Value }));

    const string AllSql = """
        SELECT host, segment, incident, for_host AS ForHost, at, settled_at AS SettledAt, joined_json AS JoinedJson FROM reservation ORDER BY host
        """;

    /// <summary>By host.</summary>
    public static IReadOnlyList<Reservation> All(IDbConnection db) => [.. db.Query<ReservationRow>(AllSql).Select(r => r.ToReservation())];

    sealed record ReservationRow
    {
        public required string Host { get; init; }

        public required string Segment { get; init; }

        public required string Incident { get; init; }

        public required string ForHost { get; init; }

        public required string At { get; init; }

        public required string? SettledAt { get; init; }

        public required string JoinedJson { get; init; }

        public static ReservationRow Of(Reservation taken) => new()
        {
            Host = taken.Host.Value,
            Segment = taken.Segment.Value,
            Incident = taken.Incident.Value,
            ForHost = taken.For.Value,
            At = StoredTime.Text(taken.At),
            SettledAt = StoredTime.Text(taken.SettledAt),
            JoinedJson = StoredJson.Text(taken.Joined, StoredJson.Names),
        };

        public Reservation ToReservation() =>
            new(new HostName(Host), new SegmentName(Segment), new IncidentId(Incident), new HostName(ForHost), StoredTime.Read(At))
            {
                SettledAt = StoredTime.ReadOrNull(SettledAt),
                Joined = StoredJson.Read(JoinedJson, StoredJson.Names),
            };
    }
}
