using PolicyHa.Adapters.OpenStack.Compute;

namespace PolicyHa.Adapters.OpenStack.Segments;

/// <summary>Makes the segment map, of the configuration and of Nova's aggregates and server groups.</summary>
sealed class SegmentReader(NovaClient nova, OpenStackOptions options, TimeProvider clock)
{
    /// <summary>Aggregates and server groups change by hand, seldom.</summary>
    static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(1);

    readonly SharedRead<SegmentMap> read = new(() => ReadAsync(nova, options), clock);

    public async ValueTask<SegmentMap> ReadAsync(CancellationToken ct) =>
        await read.NoOlderThan(AgeMax).Result.WaitAsync(ct);

    static async Task<SegmentMap> ReadAsync(NovaClient nova, OpenStackOptions options) => new(
        options, await AggregateReader.ReadAsync(nova, CancellationToken.None), await ServerGroupReader.ReadAsync(nova, CancellationToken.None));
}
