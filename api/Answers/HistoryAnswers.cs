using PolicyHa.Api.Contracts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Api.Answers;

/// <summary>Reads the history for people and for followers.</summary>
sealed class HistoryAnswers(IIncidentReader reader)
{
    /// <summary>Lines read from the store at once.</summary>
    const int Chunk = 1000;

    /// <summary>A page; filters the store does not know are applied here, chunk by chunk.</summary>
    public async Task<HistoryPage> PageAsync(HistoryFilter filter, long after, int limit, CancellationToken ct)
    {
        var incident = filter.Incident is { } id ? new IncidentId(id) : (IncidentId?)null;
        var lines = new List<HistoryLine>();
        while (true)
        {
            var chunk = await reader.HistoryAsync(incident, filter.Host, after, Chunk, ct);
            foreach (var stored in chunk)
            {
                if (lines.Count == limit)
                    return new HistoryPage(lines, after);
                after = stored.Sequence;
                if (Matches(stored.Entry, filter))
                    lines.Add(HistoryLine.Of(stored));
            }

            if (chunk.Count < Chunk)
                return new HistoryPage(lines, null);
        }
    }

    /// <summary>What came after, a chunk of it.</summary>
    public async Task<IReadOnlyList<HistoryLine>> AfterAsync(long sequence, CancellationToken ct) =>
        [.. (await reader.HistoryAsync(null, null, sequence, Chunk, ct)).Select(HistoryLine.Of)];

    /// <summary>
    /// The sequence of the newest line; 0 when there is none. Found by halving, since the store is read forwards only.
    /// </summary>
    public async Task<long> LastSequenceAsync(CancellationToken ct)
    {
        long low = 0, step = 1;
        while (await IsAnyAfterAsync(low + step, ct))
        {
            low += step;
            step *= 2;
        }

        var high = low + step;                                  // nothing is after it
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (await IsAnyAfterAsync(middle, ct))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    async Task<bool> IsAnyAfterAsync(long sequence, CancellationToken ct) =>
        (await reader.HistoryAsync(null, null, sequence, 1, ct)).Count > 0;

    static bool Matches(HistoryEntry entry, HistoryFilter filter) =>
        (filter.Kind is not { } kind || entry.Kind == kind) && (filter.What is not { } what || entry.What == what);
}
