using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>What limits remember: fence_memory and storm.</summary>
static class StormTables
{
    const string RememberSql = """
        INSERT INTO fence_memory (host, fenced_at) VALUES (@Host, @FencedAt)
        ON CONFLICT (host) DO UPDATE SET fenced_at = max(fenced_at, excluded.fenced_at)
        """;

    public static void Remember(IDbConnection db, IEnumerable<FenceMark> marks) =>
        db.Execute(RememberSql, marks.Select(m => new FencedRow(m.Host.Value, StoredTime.Text(m.FencedAt))));

    const string FencedSql = "SELECT host, fenced_at AS FencedAt FROM fence_memory ORDER BY host";

    /// <summary>By host. A host has one row, so there are never many.</summary>
    public static IReadOnlyList<FencedHost> Fenced(IDbConnection db) =>
        [.. db.Query<FencedRow>(FencedSql).Select(r => new FencedHost(new HostName(r.Host), StoredTime.Read(r.FencedAt)))];

    const string PutSql = """
        INSERT INTO storm (segment, limit_name, scope, domain, began_at, ended_at, missing, of_hosts)
        VALUES (@Segment, @LimitName, @Scope, @Domain, @BeganAt, @EndedAt, @Missing, @OfHosts)
        ON CONFLICT (segment, limit_name, scope, domain) DO UPDATE SET
            began_at = excluded.began_at, ended_at = excluded.ended_at, missing = excluded.missing, of_hosts = excluded.of_hosts
        """;

    public static void Put(IDbConnection db, IEnumerable<StormRecord> storms) => db.Execute(PutSql, storms.Select(StormRow.Of));

    const string AllSql = """
        SELECT segment, limit_name AS LimitName, scope, domain, began_at AS BeganAt, ended_at AS EndedAt, missing, of_hosts AS OfHosts
        FROM storm ORDER BY segment, limit_name, scope, domain
        """;

    public static IReadOnlyList<StormRecord> All(IDbConnection db) => [.. db.Query<StormRow>(AllSql).Select(r => r.ToStorm())];

    const string PurgeFencedSql = """
        DELETE FROM fence_memory WHERE host IN (
            SELECT host FROM fence_memory WHERE fenced_at < @before AND host NOT IN (SELECT host FROM fence_mark) LIMIT @max)
        """;

    /// <summary>Forgets fences of long ago, but not those of hosts that are not back: no limit looks back further.</summary>
    public static int PurgeFenced(IDbConnection db, DateTimeOffset before, int max) =>
        db.Execute(PurgeFencedSql, new { before = StoredTime.Text(before), max });

    const string PurgeSql = """
        DELETE FROM storm WHERE (segment, limit_name, scope, domain) IN (
            SELECT segment, limit_name, scope, domain FROM storm WHERE ended_at < @before LIMIT @max)
        """;

    /// <summary>Forgets storms that ended long ago.</summary>
    public static int Purge(IDbConnection db, DateTimeOffset before, int max) =>
        db.Execute(PurgeSql, new { before = StoredTime.Text(before), max });

    sealed record FencedRow(string Host, string FencedAt);

    sealed record StormRow
    {
        public required string Segment { get; init; }

        public required string LimitName { get; init; }

        public required string Scope { get; init; }

        public required string Domain { get; init; }

        public required string BeganAt { get; init; }

        public required string? EndedAt { get; init; }

        public required int Missing { get; init; }

        public required int OfHosts { get; init; }

        public static StormRow Of(StormRecord storm) => new()
        {
            Segment = storm.Segment.Value,
            LimitName = storm.Limit,
            Scope = StoredWord.Text(storm.Domain.Scope),
            Domain = storm.Domain.Name,
            BeganAt = StoredTime.Text(storm.BeganAt),
            EndedAt = storm.EndedAt is { } ended ? StoredTime.Text(ended) : null,
            Missing = storm.Missing,
            OfHosts = storm.Of,
        };

        public StormRecord ToStorm() => new(
            new SegmentName(Segment), LimitName, new FailureDomain(StoredWord.Read<LimitScope>(Scope), Domain),
            StoredTime.Read(BeganAt), EndedAt is null ? null : StoredTime.Read(EndedAt), Missing, OfHosts);
    }
}
