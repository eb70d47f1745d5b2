using System.Text.Json.Serialization;
using PolicyHa.Samples.Cloud.Alerts;
using PolicyHa.Samples.Cloud.Faults;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Control;

/// <summary>The wire form of the control endpoint.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters =
    [
        typeof(KebabCase<AuditKind>), typeof(KebabCase<BmcFault>), typeof(KebabCase<ApiArea>),
        typeof(KebabCase<ApiFaultKind>),
        typeof(KebabCase<AlertSink>),
    ])]
[JsonSerializable(typeof(CloudState))]
[JsonSerializable(typeof(AuditReport))]
[JsonSerializable(typeof(CloudAddresses))]
[JsonSerializable(typeof(BmcChange))]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(EventRequest))]
[JsonSerializable(typeof(IReadOnlyList<ReceivedAlert>))]
internal sealed partial class ControlJson : JsonSerializerContext;
