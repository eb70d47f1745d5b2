using System.Text.Json.Nodes;

namespace PolicyHa.Samples.Cloud.Alerts;

/// <summary>An alert a receiver took.</summary>
/// <param name="Sink">Where it came.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Host">The host it is about, if it says.</param>
/// <param name="Name">Service, check or event type.</param>
/// <param name="State">0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN; null for a webhook.</param>
/// <param name="Output">Its text.</param>
/// <param name="MessageId">The webhook's id.</param>
/// <param name="Body">All of it.</param>
public sealed record ReceivedAlert(
    AlertSink Sink, DateTimeOffset At, string? Host, string Name, int? State, string Output, string? MessageId,
    JsonNode? Body);
