using System.Text.Json.Serialization;

namespace PolicyHa.Adapters.Alerts.External;

/// <summary>What goes over the wire, in camel case; nulls stay out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExternalMessage))]
[JsonSerializable(typeof(ExternalAnswer))]
internal sealed partial class ExternalJson : JsonSerializerContext;
