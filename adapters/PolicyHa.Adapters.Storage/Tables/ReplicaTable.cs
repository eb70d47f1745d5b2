using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>Processes of the service over this store.</summary>
static class ReplicaTable
{
    const string SeenSql = """
        INSERT INTO replica (owner, language, seen_until) VALUES (@owner, @language, @until)
        ON CONFLICT (owner) DO UPDATE SET language = excluded.language, seen_until = excluded.seen_until
        """;

    const string PurgeSql = "DELETE FROM replica WHERE seen_until < @before";

    /// <summary>It lives; those that have been gone for long are forgotten.</summary>
    public static void Seen(IDbConnection db, string owner, int language, DateTimeOffset now, DateTimeOffset until)
    {
        db.Execute(SeenSql, new { owner, language, until = StoredTime.Text(until) });
        db.Execute(PurgeSql, new { before = StoredTime.Text(now - Replica.RememberedFor) });
    }

    const string LiveSql = """
        SELECT owner, language, seen_until AS Until FROM replica WHERE seen_until > @now
        UNION ALL
        SELECT owner, @first, max(expires_at) FROM lease
        WHERE expires_at > @now AND owner NOT IN (SELECT owner FROM replica WHERE seen_until > @now)
        GROUP BY owner
        ORDER BY owner
        """;

    /// <summary>By name; whoever holds a lease and has not said what it reads is there, too.</summary>
    public static IReadOnlyList<Replica> Live(IDbConnection db, DateTimeOffset now) =>
    [
        .. db.Query<(string Owner, long Language, string Until)>(LiveSql, new { now = StoredTime.Text(now), first = Replica.FirstLanguage })
            .Select(r => new Replica(r.Owner, (int)r.Language, StoredTime.Read(r.Until))),
    ];

    const string ForgetAllSql = "DELETE FROM replica";

    /// <summary>Only for one who knows that all of them are dead.</summary>
    public static void ForgetAll(IDbConnection db) => db.Execute(ForgetAllSql);
}
