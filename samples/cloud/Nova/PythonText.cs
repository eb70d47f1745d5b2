using System.Text.Json.Nodes;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>Writes JSON as Python's <c>repr</c> does: real Nova quotes refused input that way.</summary>
internal static class PythonText
{
    public static string Repr(JsonNode? node) => node switch
    {
        null => "None",
        JsonObject o => "{" + string.Join(", ", o.Select(p => $"'{p.Key}': {Repr(p.Value)}")) + "}",
        JsonArray a => "[" + string.Join(", ", a.Select(Repr)) + "]",
        JsonValue v when v.TryGetValue<bool>(out var flag) => flag ? "True" : "False",
        JsonValue v when v.TryGetValue<string>(out var text) => $"'{text}'",
        _ => node.ToJsonString(),
    };
}
