using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Kafka.Intake;

/// <summary>Events on their way to the engine, in the order of their partitions.</summary>
internal sealed class Batch
{
    readonly List<int> partitions = [];
    readonly List<IncomingEvent> events = [];
    readonly SortedDictionary<int, SourceOffset> offsets = [];

    public int Count => events.Count;

    /// <summary>Bytes of all payloads.</summary>
    public long Size { get; private set; }

    public IReadOnlyList<IncomingEvent> Events => events;

    /// <summary>The first offset not in the batch, of each partition that is.</summary>
    public IReadOnlyList<SourceOffset> Offsets => [.. offsets.Values];

    public void Add(IncomingEvent incoming, SourceOffset next)
    {
        events.Add(incoming);
        partitions.Add(next.Partition);
        offsets[next.Partition] = next;
        Size += incoming.Payload.Length;
    }

    /// <summary>A new batch with the rest; this one may be in somebody's hands.</summary>
    public Batch Without(IReadOnlySet<int> gone)
    {
        var rest = new Batch();
        for (var i = 0; i < events.Count; i++)
        {
            if (!gone.Contains(partitions[i]))
                rest.Add(events[i], offsets[partitions[i]]);
        }

        return rest;
    }
}
