using System.Collections.Frozen;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>What <see cref="NovaObserver"/> keeps from one reading of the fleet to the next. Times are ours, of the readings.</summary>
/// <param name="ReadAt">The reading it is from.</param>
/// <param name="DownSince">The first of the readings without a break that had the service down.</param>
/// <param name="DoubtedAt">The last reading in which Nova could not be trusted about the host.</param>
public sealed record NovaMemory(
    DateTimeOffset ReadAt, IReadOnlyDictionary<HostName, DateTimeOffset> DownSince, IReadOnlyDictionary<HostName, DateTimeOffset> DoubtedAt)
{
    /// <summary>Nothing was read yet.</summary>
    public static readonly NovaMemory Empty = new(
        DateTimeOffset.MinValue, FrozenDictionary<HostName, DateTimeOffset>.Empty, FrozenDictionary<HostName, DateTimeOffset>.Empty);
}
