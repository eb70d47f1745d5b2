namespace PolicyHa.Adapters.Alerts;

/// <summary>A secret is not where the configuration says it is.</summary>
public sealed class SecretUnreadableException(string message) : Exception(message);
