namespace PolicyHa.Adapters.Storage;

/// <summary>Where and how the embedded store keeps its data.</summary>
public sealed record SqliteOptions
{
    /// <summary>
    /// The database file. Beside it live <c>-wal</c> and <c>-shm</c> (SQLite's), <c>.lock</c> and <c>.pid</c> (ours).
    /// </summary>
    /// <value>
    /// Its folder is made when it is not there. Must be on a local disk: the lock and WAL do not work over a network.
    /// </value>
    public required string Path { get; init; }

    /// <summary>Names of the configured alert sinks: each alert becomes one outbox item for each of them.</summary>
    /// <value>Default none: alerts are dropped.</value>
    public IReadOnlyList<string> Sinks { get; init; } = [];

    /// <summary>
    /// Opening frees the leases of the former owner at once, instead of waiting until they expire. Safe, because
    /// holding the lock file proves that process dead; its epochs stay refused.
    /// </summary>
    /// <value>Default true.</value>
    public bool TakeOverAtOnce { get; init; } = true;
}
