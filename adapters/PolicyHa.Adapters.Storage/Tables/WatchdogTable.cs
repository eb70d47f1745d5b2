using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>The last word of each host's agent on its watchdog.</summary>
static class WatchdogTable
{
    const string PutSql = """
        INSERT INTO watchdog (host, timeout_ms, state, observer, observed_at, received_at)
        VALUES (@Host, @TimeoutMs, @State, @Observer, @ObservedAt, @ReceivedAt)
        ON CONFLICT (host) DO UPDATE SET timeout_ms = excluded.timeout_ms, state = excluded.state, observer = excluded.observer,
            observed_at = excluded.observed_at, received_at = excluded.received_at
        """;

    public static void Put(IDbConnection db, IEnumerable<WatchdogWord> words) => db.Execute(PutSql, words.Select(WordRow.Of));

    const string AllSql = """
        SELECT host, timeout_ms AS TimeoutMs, state, observer, observed_at AS ObservedAt, received_at AS ReceivedAt FROM watchdog ORDER BY host
        """;

    /// <summary>By host.</summary>
    public static IReadOnlyList<WatchdogWord> All(IDbConnection db) => [.. db.Query<WordRow>(AllSql).Select(r => r.ToWord())];

    sealed record WordRow
    {
        public required string Host { get; init; }

        public required long TimeoutMs { get; init; }

        public required string State { get; init; }

        public required string Observer { get; init; }

        public required string ObservedAt { get; init; }

        public required string ReceivedAt { get; init; }

        public static WordRow Of(WatchdogWord word) => new()
        {
            Host = word.Host.Value,
            TimeoutMs = (long)word.Timeout.TotalMilliseconds,
            State = StoredWord.Text(word.State),
            Observer = word.Observer,
            ObservedAt = StoredTime.Text(word.ObservedAt),
            ReceivedAt = StoredTime.Text(word.ReceivedAt),
        };

        public WatchdogWord ToWord() => new(
            new HostName(Host), TimeSpan.FromMilliseconds(TimeoutMs), StoredWord.Read<WatchdogState>(State), Observer, StoredTime.Read(ObservedAt), StoredTime.Read(ReceivedAt));
    }
}
