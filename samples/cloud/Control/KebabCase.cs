using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolicyHa.Samples.Cloud.Control;

/// <summary>Enum values as kebab-case words on the wire.</summary>
internal sealed class KebabCase<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
