using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>The newest sign of life of each host whose death is, or was, at issue.</summary>
static class LifeSignTable
{
    const string PutSql = """
        INSERT INTO life_sign (host, seen, observer, at) VALUES (@Host, @Seen, @Observer, @At)
        ON CONFLICT (host) DO UPDATE SET seen = excluded.seen, observer = excluded.observer, at = excluded.at
        WHERE excluded.at > life_sign.at
        """;

    public static void Put(IDbConnection db, IEnumerable<LifeSign> signs) => db.Execute(PutSql, signs.Select(SignRow.Of));

    const string AllSql = "SELECT host, seen, observer, at FROM life_sign ORDER BY host";

    /// <summary>By host.</summary>
    public static IReadOnlyList<LifeSign> All(IDbConnection db) => [.. db.Query<SignRow>(AllSql).Select(r => r.ToSign())];

    const string PurgeSql = """
        DELETE FROM life_sign WHERE host IN (
            SELECT host FROM life_sign
            WHERE at < @before AND host NOT IN (SELECT host FROM fence_mark)
              AND host NOT IN (SELECT host FROM incident WHERE state <> 'closed')
            LIMIT @max)
        """;

    /// <summary>Forgets old signs, but none that speaks against a proof that counts.</summary>
    public static int Purge(IDbConnection db, DateTimeOffset before, int max) =>
        db.Execute(PurgeSql, new { before = StoredTime.Text(before), max });

    sealed record SignRow
    {
        public required string Host { get; init; }

        public required string Seen { get; init; }

        public required string Observer { get; init; }

        public required string At { get; init; }

        public static SignRow Of(LifeSign sign) => new()
        {
            Host = sign.Host.Value,
            Seen = sign.Seen,
            Observer = sign.Observer,
            At = StoredTime.Text(sign.At),
        };

        public LifeSign ToSign() => new(new HostName(Host), Seen, Observer, StoredTime.Read(At));
    }
}
