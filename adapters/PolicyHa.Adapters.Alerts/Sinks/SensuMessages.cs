using System.Text.Json.Serialization;

namespace PolicyHa.Adapters.Alerts.Sinks;

/// <summary>An event as the agent API of Sensu Go reads it.</summary>
internal sealed record SensuEvent(SensuCheck Check);

internal sealed record SensuCheck(
    SensuMetadata Metadata,
    [property: JsonPropertyName("proxy_entity_name")] string ProxyEntityName,
    int Status,
    string Output,
    int Interval,
    int? Ttl,
    long Executed,
    IReadOnlyList<string> Handlers);

internal sealed record SensuMetadata(string Name, IReadOnlyDictionary<string, string> Annotations);
