using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Ports;

/// <summary>Keeps incidents, plans, marks and history.</summary>
public interface IStateStore
{
    /// <summary>All changes or none; on disk when it returns.</summary>
    /// <exception cref="StaleStateException">The epoch is old, or a step or an incident is not what the writer thought.</exception>
    /// <exception cref="InvariantBrokenException">An incident would make an illegal move.</exception>
    Task CommitAsync(StateChanges changes, CancellationToken ct);

    /// <summary>What was open when the service stopped.</summary>
    Task<OpenState> LoadOpenAsync(CancellationToken ct);

    /// <summary>
    /// Replaces what operators have switched, with a history line. From then on it is one <see cref="OperatorState.Version"/> further.
    /// </summary>
    /// <exception cref="StaleStateException">Something else was switched since that version: it would be undone.</exception>
    Task SaveOperatorsAsync(OperatorState operators, History.HistoryEntry entry, CancellationToken ct);
}
