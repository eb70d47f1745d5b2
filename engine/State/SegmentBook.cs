using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.State;

/// <summary>
/// Writes a segment's changes: the store first, then memory. Where the two may differ, because a write failed, somebody else has
/// written, or the lease was another's for a while, memory is read anew from the store before anything more is decided or begun.
/// Callers hold the segment's gate.
/// </summary>
sealed class SegmentBook(ClusterState state, IStateStore store, Leases leases)
{
    /// <summary>
    /// On disk and in memory when it returns, with a line of history for each alert. When it throws nobody knows: it may be on disk all
    /// the same.
    /// </summary>
    /// <exception cref="StaleStateException">Somebody else has moved on; the lease is given up.</exception>
    public async Task CommitAsync(StateChanges changes, CancellationToken ct)
    {
        if (changes.Alerts.Count > 0)
            changes = changes with { History = [.. changes.History, .. changes.Alerts.Select(AlertLine.Raised)] };
        try
        {
            await store.CommitAsync(changes, ct);
            state.Book.Apply(changes);
        }
        catch (Exception e)
        {
            state.Book.Doubt(changes.Segment);
            if (e is StaleStateException)
                leases.Lose(changes.Segment);
            throw;
        }
    }

    /// <summary>Reads the segment and the operators' switches anew, if what is in memory is in doubt.</summary>
    public async Task RecallAsync(SegmentName segment, CancellationToken ct)
    {
        if (!state.Book.IsInDoubt(segment))
            return;
        var switches = state.Operators;
        var open = await store.LoadOpenAsync(ct);
        state.Book.Replace(segment, state.Fleet.HostsIn(segment).Select(h => h.Name).ToHashSet(), open);
        state.ReplaceOperators(switches, open.Operators);
    }
}
