using System.Text.Json;

namespace PolicyHa.Api.Commands.Importing;

/// <summary>
/// The fields of one node. <c>Driver Info</c> goes by driver_info too: <c>node list</c> heads its columns so, <c>node show</c> does not.
/// </summary>
sealed class JsonFields
{
    readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);

    /// <param name="node">Anything but an object has no fields.</param>
    public JsonFields(JsonElement node)
    {
        if (node.ValueKind is not JsonValueKind.Object)
            return;
        foreach (var field in node.EnumerateObject())
            fields[field.Name.ToLowerInvariant().Replace(' ', '_')] = field.Value;
    }

    public IEnumerable<string> Names => fields.Keys;

    public bool Has(string name) => fields.ContainsKey(name);

    /// <summary>Text, number or truth value as text; empty for anything else, and where there is none.</summary>
    public string Text(string name)
    {
        if (!fields.TryGetValue(name, out var value))
            return "";
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => "",
            };
        }
        catch (InvalidOperationException)
        {
            return "";                                          // half a surrogate pair: no text
        }
    }

    public JsonFields Inner(string name) => new(fields.GetValueOrDefault(name));
}
