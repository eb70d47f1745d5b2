using System.Text.Json.Serialization;

namespace PolicyHa.Adapters.Fencing.Webhooks;

/// <summary>What is sent. Described in <c>engine/docs/fencing.md</c>.</summary>
/// <param name="Action"><c>status</c>, <c>off</c> or <c>on</c>.</param>
/// <param name="Plug">What the host is to the device; not sent where nothing is configured.</param>
/// <param name="Incident">Of acts alone, as the two that follow.</param>
sealed record PowerMessage(string Action, string Host, string? Plug, string? Incident, string? Step, long? Epoch);

[JsonSerializable(typeof(PowerMessage))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class PowerJson : JsonSerializerContext;
