namespace PolicyHa.Engine.Alerts;

/// <summary>An alert on its way to one sink.</summary>
/// <param name="Sequence">Grows by one; unique in the store, so it is the idempotency key of the message.</param>
/// <param name="Tries">Deliveries attempted so far.</param>
/// <param name="NextAt">Not to be tried before, UTC.</param>
public sealed record OutboxItem(long Sequence, string Sink, Alert Alert, int Tries, DateTimeOffset NextAt);
