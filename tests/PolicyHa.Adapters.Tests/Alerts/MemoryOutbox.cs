using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.Alerts;

/// <summary>The outbox' promises, in memory; it can be away.</summary>
internal sealed class MemoryOutbox : IAlertOutbox
{
    readonly Lock gate = new();
    readonly SortedDictionary<long, OutboxItem> open = [];
    readonly List<(OutboxItem Item, string Fate)> fates = [];

    public bool IsAway { get; set; }

    /// <summary>
    /// What became of items, oldest first: <c>delivered</c>, <c>given up: reason</c> or <c>again at 00:00:01:
    /// reason</c>.
    /// </summary>
    public IReadOnlyList<(OutboxItem Item, string Fate)> Fates
    {
        get
        {
            lock (gate)
                return [.. fates];
        }
    }

    public int Reads { get; private set; }

    public void Add(params OutboxItem[] items)
    {
        lock (gate)
        {
            foreach (var item in items)
                open.Add(item.Sequence, item);
        }
    }

    public Task<IReadOnlyList<OutboxItem>> DueAsync(DateTimeOffset now, int max, CancellationToken ct) =>
        Answer<IReadOnlyList<OutboxItem>>(() =>
    [
        .. open.Values.GroupBy(i => (i.Sink, i.Alert.Key)).Select(same => same.First()).Where(i => i.NextAt <= now)
            .OrderBy(i => i.Sequence).Take(max),
    ]);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => Answer<DateTimeOffset?>(() =>
        open.Values.GroupBy(i => (i.Sink, i.Alert.Key)).Select(same => (DateTimeOffset?)same.First().NextAt).Min());

    public Task DeliveredAsync(OutboxItem item, DateTimeOffset at, string answer, CancellationToken ct) => Answer(() =>
    {
        fates.Add((item, "delivered"));
        return open.Remove(item.Sequence);
    });

    public Task FailedAsync(OutboxItem item, string reason, DateTimeOffset? nextAt, CancellationToken ct) =>
        Answer(() =>
    {
        fates.Add((item, nextAt is { } next ? $"again at {next - AlertSamples.At}: {reason}" : $"given up: {reason}"));
        if (nextAt is null)
            return open.Remove(item.Sequence);
        open[item.Sequence] = item with { Tries = item.Tries + 1, NextAt = nextAt.Value };
        return true;
    });

    Task<T> Answer<T>(Func<T> read)
    {
        lock (gate)
        {
            Reads++;
            return IsAway ? Task.FromException<T>(new IOException("the database is away")) : Task.FromResult(read());
        }
    }
}
