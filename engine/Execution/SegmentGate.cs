using System.Collections.Concurrent;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Execution;

/// <summary>
/// One change of a segment's incidents and plans at a time: read, decide, write to the store, take over into memory. Acts on
/// the outside world happen outside of it.
/// </summary>
public sealed class SegmentGate : IDisposable
{
    readonly ConcurrentDictionary<SegmentName, SemaphoreSlim> gates = new();

    /// <summary>Runs <paramref name="change"/> when no other change of the segment runs.</summary>
    public async Task<T> RunAsync<T>(SegmentName segment, Func<Task<T>> change, CancellationToken ct)
    {
        var gate = gates.GetOrAdd(segment, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(ct);
        try
        {
            return await change();
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        foreach (var gate in gates.Values)
            gate.Dispose();
    }
}
