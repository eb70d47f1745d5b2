namespace PolicyHa.Engine.State;

/// <summary>
/// Somebody else has moved on: the lease's epoch is old, or a step is not in the state the writer thought. Nothing was
/// written. The writer stops and reads afresh.
/// </summary>
public sealed class StaleStateException(string message) : Exception(message);
