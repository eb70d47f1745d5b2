using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.State;

/// <summary>Storms and cliffs, the newest of each kind. Not thread-safe.</summary>
sealed class StormMemory
{
    readonly Dictionary<SegmentName, IReadOnlyList<StormRecord>> records = [];

    /// <summary>By limit, then domain.</summary>
    public IReadOnlyList<StormRecord> Of(SegmentName segment) => records.GetValueOrDefault(segment, []);

    public void Put(IEnumerable<StormRecord> some)
    {
        foreach (var record in some)
        {
            records[record.Segment] =
            [
                .. Of(record.Segment).Where(r => r.Key != record.Key).Append(record)
                    .OrderBy(r => r.Limit, StringComparer.Ordinal).ThenBy(r => r.Domain),
            ];
        }
    }

    public void Forget(SegmentName segment) => records.Remove(segment);
}
