namespace PolicyHa.Adapters.Alerts.Sinks;

/// <summary>A webhook's body, in the shape Standard Webhooks suggests.</summary>
internal sealed record WebhookMessage(string Type, DateTimeOffset Timestamp, WebhookData Data);

internal sealed record WebhookData(
    string Key, string Severity, string Host, string? Instance, string? Scope, string Incident, string Summary, long Sequence);
