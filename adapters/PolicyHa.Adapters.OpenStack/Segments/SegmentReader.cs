using PolicyHa.Adapters.OpenStack.Compute;
using PolicyHa.Adapters.OpenStack.Wire;

namespace PolicyHa.Adapters.OpenStack.Segments;

/// <summary>Makes the segment map, with a look at Nova's aggregates where a segment is made of one.</summary>
sealed class SegmentReader
{
    /// <summary>Aggregates change by hand, seldom.</summary>
    static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(1);

    static readonly ILookup<string, string> NoAggregates = Array.Empty<string>().ToLookup(h => h);

    readonly SegmentMap? fixedMap;
    readonly SharedRead<SegmentMap> read;

    public SegmentReader(NovaClient nova, OpenStackOptions options, TimeProvider clock)
    {
        fixedMap = options.Segments.Values.All(s => s.Aggregate is null or "") ? new(options, NoAggregates) : null;
        read = new(() => ReadAsync(nova, options), clock);
    }

    public async ValueTask<SegmentMap> ReadAsync(CancellationToken ct) =>
        fixedMap ?? await read.NoOlderThan(AgeMax).Result.WaitAsync(ct);

    static async Task<SegmentMap> ReadAsync(NovaClient nova, OpenStackOptions options)
    {
        var answer = await nova.GetAsync("/os-aggregates", WireContext.Default.AggregateList, CancellationToken.None);
        var members = from aggregate in answer.Aggregates ?? []
                      from host in aggregate.Hosts ?? []
                      select (Aggregate: aggregate.Name ?? "", Host: host);
        return new SegmentMap(options, members.ToLookup(m => m.Aggregate, m => m.Host));
    }
}
