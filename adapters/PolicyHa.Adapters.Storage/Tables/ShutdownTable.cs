using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>What each host last said about shutting down.</summary>
static class ShutdownTable
{
    const string PutSql = """
        INSERT INTO shutdown_notice (host, kind, observer, at, is_over) VALUES (@Host, @Kind, @Observer, @At, @IsOver)
        ON CONFLICT (host) DO UPDATE SET
            kind = excluded.kind, observer = excluded.observer, at = excluded.at, is_over = excluded.is_over
        WHERE excluded.at >= shutdown_notice.at
        """;

    public static void Put(IDbConnection db, IEnumerable<ShutdownNotice> notices) => db.Execute(PutSql, notices.Select(NoticeRow.Of));

    const string AllSql = "SELECT host, kind, observer, at, is_over AS IsOver FROM shutdown_notice ORDER BY host";

    /// <summary>By host.</summary>
    public static IReadOnlyList<ShutdownNotice> All(IDbConnection db) => [.. db.Query<NoticeRow>(AllSql).Select(r => r.ToNotice())];

    sealed record NoticeRow
    {
        public required string Host { get; init; }

        public required string Kind { get; init; }

        public required string Observer { get; init; }

        public required string At { get; init; }

        public required long IsOver { get; init; }

        public static NoticeRow Of(ShutdownNotice notice) => new()
        {
            Host = notice.Host.Value,
            Kind = notice.Kind.Name(),
            Observer = notice.Observer,
            At = StoredTime.Text(notice.At),
            IsOver = notice.IsOver ? 1 : 0,
        };

        public ShutdownNotice ToNotice() => new(
            new HostName(Host), Kind == ShutdownKind.Reboot.Name() ? ShutdownKind.Reboot : ShutdownKind.Poweroff, Observer, StoredTime.Read(At),
            IsOver != 0);
    }
}
