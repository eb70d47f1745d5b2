using System.Text.Json;

namespace PolicyHa.Api.Commands.Importing;

/// <summary>Reads a file of any of the kinds there are; which of them it is, its content says.</summary>
static class FencingSource
{
    /// <param name="maas">MAAS's address; null: not given.</param>
    public static SourceReading Read(string file, string text, string? maas)
    {
        var content = text.AsSpan().TrimStart();
        if (content.IsEmpty)
            return SourceReading.Not(file, $"{file}: is empty");
        if (content[0] is not ('{' or '['))
            return CsvReader.Read(file, text);
        try
        {
            using var document = JsonDocument.Parse(text);
            return OfJson(file, [.. NodesOf(document.RootElement)], maas);
        }
        catch (JsonException e)
        {
            // without its words, which may hold some of the text
            return SourceReading.Not(file, $"{file}:{e.LineNumber + 1}: begins as JSON and is none");
        }
    }

    /// <summary><c>{"nodes": [...]}</c>, a list, or one node.</summary>
    static IEnumerable<JsonElement> NodesOf(JsonElement root) => root switch
    {
        { ValueKind: JsonValueKind.Array } => root.EnumerateArray(),
        _ when root.TryGetProperty("nodes", out var nodes) && nodes.ValueKind is JsonValueKind.Array => nodes.EnumerateArray(),
        _ => [root],
    };

    static SourceReading OfJson(string file, IReadOnlyList<JsonElement> elements, string? maas)
    {
        List<JsonFields> nodes = [.. elements.Select(e => new JsonFields(e))];
        bool AnyHas(params string[] names) => nodes.Exists(n => names.Any(n.Has));
        if (AnyHas("pm_type", "pm_addr"))
            return new(file, Named(file, nodes, n => n.Text("name"), InstackenvReader.Read));
        if (AnyHas("driver_info", "driver"))
            return new(file, Named(file, nodes, n => n.Text("name"), IronicReader.Read));
        if (!AnyHas("system_id"))
            return SourceReading.Not(file, $"{file}: holds no nodes of an instackenv.json (pm_type), of Ironic (driver_info) or of MAAS (system_id)");
        if (maas is null)
            return SourceReading.Not(file, $"{file}: these are machines of MAAS; say where it is, with --maas http://maas.example:5240/MAAS");
        return new(file, Named(file, nodes, MaasReader.NamesOf(nodes), (node, found) => MaasReader.Read(node, found, maas)));
    }

    static List<FoundNode> Named(string file, List<JsonFields> nodes, Func<JsonFields, string> nameOf, Func<JsonFields, FoundNode, FoundNode> read) =>
    [
        .. from item in nodes.Index()
           let name = nameOf(item.Item)
           let place = ComputeHosts.IsName(name) ? name : $"node {item.Index + 1}"
           select read(item.Item, new FoundNode($"{file}: {place}", name)),
    ];
}
