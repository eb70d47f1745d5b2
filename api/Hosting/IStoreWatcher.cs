using PolicyHa.Engine.History;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Hosting;

/// <summary>
/// Is told what the store has just taken. Must be quick and must not throw: the recovery waits for it.
/// </summary>
interface IStoreWatcher
{
    void Committed(StateChanges changes);

    void Flipped(IReadOnlyList<Flip> flips);

    /// <summary>An operator, or the service itself, changed how it works.</summary>
    void Controlled(HistoryEntry entry);
}
