namespace PolicyHa.Adapters.Storage;

/// <summary>
/// The store cannot be opened; the message says why and what to do, for the operator who starts the service.
/// </summary>
public sealed class StoreOpenException(string message, Exception? inner = null) : Exception(message, inner);
