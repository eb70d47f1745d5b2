using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>Who may act for a segment, and the highest epoch each segment ever had.</summary>
static class LeaseTable
{
    const string EpochSql = "SELECT epoch FROM lease WHERE segment = @segment";

    /// <exception cref="StaleStateException">The segment's lease has another epoch, or nobody holds one.</exception>
    public static void RequireEpoch(IDbConnection db, SegmentName segment, long epoch)
    {
        var stored = db.QuerySingleOrDefault<long?>(EpochSql, new { segment = segment.Value });
        if (stored is null)
            throw new StaleStateException($"epoch {epoch} of segment {segment} is old: nobody holds its lease");
        if (stored != epoch)
            throw new StaleStateException($"epoch {epoch} of segment {segment} is old: its lease is at epoch {stored}");
    }

    const string RenewSql = """
        UPDATE lease SET expires_at = @expiresAt
        WHERE segment = @segment AND owner = @owner
        RETURNING epoch
        """;

    /// <summary>Prolongs the owner's own lease, expired or not: nobody has taken it since.</summary>
    /// <returns>Its epoch; null when the owner holds none.</returns>
    public static long? Renew(IDbConnection db, string segment, string owner, DateTimeOffset expiresAt) =>
        db.QuerySingleOrDefault<long?>(RenewSql, new { segment, owner, expiresAt = StoredTime.Text(expiresAt) });

    const string IsHeldSql = "SELECT count(*) FROM lease WHERE segment = @segment AND expires_at > @now";

    /// <summary>Somebody holds the lease and it has not expired.</summary>
    public static bool IsHeld(IDbConnection db, string segment, DateTimeOffset now) =>
        db.ExecuteScalar<long>(IsHeldSql, new { segment, now = StoredTime.Text(now) }) > 0;

    const string NextEpochSql = """
        INSERT INTO segment_epoch (segment, epoch) VALUES (@segment, 1)
        ON CONFLICT (segment) DO UPDATE SET epoch = segment_epoch.epoch + 1
        RETURNING epoch
        """;

    const string GrantSql = """
        INSERT INTO lease (segment, owner, epoch, expires_at) VALUES (@segment, @owner, @epoch, @expiresAt)
        ON CONFLICT (segment) DO UPDATE SET owner = excluded.owner, epoch = excluded.epoch,
        expires_at = excluded.expires_at
        """;

    /// <summary>Gives the lease to a new owner, whoever had it.</summary>
    /// <returns>An epoch higher than any this segment ever had.</returns>
    public static long Grant(IDbConnection db, string segment, string owner, DateTimeOffset expiresAt)
    {
        var epoch = db.QuerySingle<long>(NextEpochSql, new { segment });
        db.Execute(GrantSql, new { segment, owner, epoch, expiresAt = StoredTime.Text(expiresAt) });
        return epoch;
    }

    const string ReleaseAllSql = "DELETE FROM lease";

    /// <summary>Frees every segment. Only for one who knows that all owners are dead.</summary>
    public static int ReleaseAll(IDbConnection db) => db.Execute(ReleaseAllSql);
}
