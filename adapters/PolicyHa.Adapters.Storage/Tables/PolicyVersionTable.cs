using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>Policies that came into force. The newest row is in force.</summary>
static class PolicyVersionTable
{
    const string AddSql = """
        INSERT INTO policy_version (
            sha256, name, revision, author, origin, activated_at, files_json, params_json, language)
        VALUES (@Sha256, @Name, @Revision, @Author, @Origin, @ActivatedAt, @FilesJson, @ParamsJson, @Language)
        """;

    public static void Add(IDbConnection db, PolicyVersionRow policy) => db.Execute(AddSql, policy);

    const string AllSql = """
        SELECT sha256, name, revision, author, origin, activated_at AS ActivatedAt, files_json AS FilesJson,
               params_json AS ParamsJson, language
        FROM policy_version
        ORDER BY sequence DESC
        """;

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<StoredPolicy> All(IDbConnection db) =>
        [.. db.Query<PolicyVersionRow>(AllSql).Select(r => r.ToPolicy())];

    const string InForceSql = "SELECT sha256, name, revision, language FROM policy_version ORDER BY sequence DESC LIMIT 1";

    /// <summary>The newest, without its texts; null before the first.</summary>
    public static PolicyMark? InForce(IDbConnection db) => Mark(db, InForceSql);

    internal static PolicyMark? Mark(IDbConnection db, string sql) =>
        db.QuerySingleOrDefault<(string Sha256, string Name, string Revision, long Language)?>(sql) is { } row
            ? new PolicyMark(new PolicyVersion(row.Name, row.Revision, row.Sha256), (int)row.Language)
            : null;

    const string PurgeSql = """
        DELETE FROM policy_version
        WHERE sequence NOT IN (SELECT sequence FROM policy_version ORDER BY sequence DESC LIMIT @keep)
          AND sequence NOT IN (SELECT coalesce(max(sequence), 0) FROM policy_version WHERE origin IN ('file', 'shipped'))
        """;

    /// <summary>
    /// Forgets all but the newest, and the last that came from files: it says whether the files have changed since.
    /// </summary>
    public static void Purge(IDbConnection db, int keep) => db.Execute(PurgeSql, new { keep });
}
