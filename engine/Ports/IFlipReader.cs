using PolicyHa.Engine.Signals;

namespace PolicyHa.Engine.Ports;

/// <summary>Looks up changes of agreed statuses that have been: to ask a policy what it would have made of them.</summary>
public interface IFlipReader
{
    /// <summary>Oldest first; when there are more, only the newest <paramref name="max"/>.</summary>
    /// <param name="since">By our clock, inclusive.</param>
    Task<IReadOnlyList<Flip>> SinceAsync(DateTimeOffset since, int max, CancellationToken ct);
}
