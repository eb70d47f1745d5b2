namespace PolicyHa.Engine.History;

/// <summary>A history entry with its place in the one order of the store.</summary>
/// <param name="Sequence">Grows by at least one.</param>
public sealed record StoredEntry(long Sequence, HistoryEntry Entry);
