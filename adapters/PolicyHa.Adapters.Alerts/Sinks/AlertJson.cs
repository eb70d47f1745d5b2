using System.Text.Json.Serialization;

namespace PolicyHa.Adapters.Alerts.Sinks;

/// <summary>What goes over the wire, in camel case; nulls stay out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NrdpResults))]
[JsonSerializable(typeof(NrdpAnswer))]
[JsonSerializable(typeof(SensuEvent))]
[JsonSerializable(typeof(WebhookMessage))]
internal sealed partial class AlertJson : JsonSerializerContext;
