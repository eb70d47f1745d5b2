using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>The policy that waits for replicas to be upgraded; one at most.</summary>
static class PolicyWaitingTable
{
    const string KeepSql = """
        INSERT OR REPLACE INTO policy_waiting (
            id, sha256, name, revision, author, origin, activated_at, files_json, params_json, language)
        VALUES (1, @Sha256, @Name, @Revision, @Author, @Origin, @ActivatedAt, @FilesJson, @ParamsJson, @Language)
        """;

    public static void Keep(IDbConnection db, PolicyVersionRow policy) => db.Execute(KeepSql, policy);

    const string ForgetSql = "DELETE FROM policy_waiting";

    public static void Forget(IDbConnection db) => db.Execute(ForgetSql);

    const string FindSql = """
        SELECT sha256, name, revision, author, origin, activated_at AS ActivatedAt, files_json AS FilesJson,
               params_json AS ParamsJson, language
        FROM policy_waiting
        """;

    public static StoredPolicy? Find(IDbConnection db) => db.QuerySingleOrDefault<PolicyVersionRow>(FindSql)?.ToPolicy();

    const string MarkSql = "SELECT sha256, name, revision, language FROM policy_waiting";

    /// <summary>Without its texts; null: nothing waits.</summary>
    public static PolicyMark? Mark(IDbConnection db) => PolicyVersionTable.Mark(db, MarkSql);
}
