using System.Globalization;
using System.Text.Json;
using PolicyHa.Rules.Expressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PolicyHa.Api.Commands.Evaluation;

/// <summary>Variables of a trial, from a file that maps names to plain values: YAML, or JSON in a <c>*.json</c>.</summary>
/// <param name="Mistake">Why the file cannot be used; null when it can.</param>
sealed record VariableFile(IReadOnlyDictionary<string, CelValue> Values, string? Mistake)
{
    /// <summary>Aliases can make a small file hold a great many values; no trial needs more than this.</summary>
    const int ValuesMax = 100_000;

    public static VariableFile None { get; } = new(new Dictionary<string, CelValue>(), null);

    /// <summary>Never throws for what the file holds, nor for one that cannot be read.</summary>
    public static VariableFile Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            return Path.GetExtension(path) == ".json" ? OfJson(path, text) : OfYaml(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(path, $"cannot be read: {e.Message}");
        }
    }

    static VariableFile Failed(string place, string message) => None with { Mistake = $"{place}: {message}" };

    static VariableFile Of(string path, IEnumerable<(string Name, CelValue Value)> variables)
    {
        var values = new Dictionary<string, CelValue>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            if (name.Length == 0)
                return Failed(path, "a variable has no name");
            values[name] = value;
        }

        return new VariableFile(values, null);
    }

    static VariableFile OfJson(string path, string text)
    {
        try
        {
            var names = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text) ?? [];
            return Of(path, names.Select(n => (n.Key, OfJson(n.Value))));
        }
        catch (JsonException e)
        {
            return Failed($"{path}:{e.LineNumber + 1}:{e.BytePositionInLine + 1}",
                "the file must be a JSON object of names and values");
        }
        catch (InvalidOperationException)
        {
            // JsonElement.GetString refuses half a surrogate pair (\ud800) this way.
            return Failed(path, "a text in the file is not valid Unicode");
        }
    }

    static CelValue OfJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => MapOf(json.EnumerateObject().Select(p => (p.Name, OfJson(p.Value)))),
        JsonValueKind.Array => CelValue.Of([.. json.EnumerateArray().Select(OfJson)]),
        JsonValueKind.String => CelValue.Of(json.GetString()!),
        JsonValueKind.True or JsonValueKind.False => CelValue.Of(json.GetBoolean()),
        JsonValueKind.Null => CelValue.Null,
        _ => json.TryGetInt64(out var whole) ? CelValue.Of(whole) : CelValue.Of(json.GetDouble()),
    };

    static VariableFile OfYaml(string path, string text)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            if (yaml.Documents is not [{ RootNode: YamlMappingNode root }])
                return Failed(path, "the file must be one mapping of names and values (name: value)");
            var budget = ValuesMax;
            var names = root.Children.Select(c => (c.Key.ToString(), OfYaml(c.Value, ref budget))).ToList();
            return budget >= 0 ? Of(path, names) : Failed(path, $"the file holds more than {ValuesMax} values");
        }
        catch (YamlException e)
        {
            return Failed($"{path}:{e.Start.Line}:{e.Start.Column}", e.InnerException?.Message ?? e.Message);
        }
    }

    static CelValue OfYaml(YamlNode node, ref int budget)
    {
        if (--budget < 0)
            return CelValue.Null;
        switch (node)
        {
            case YamlMappingNode map:
                var entries = new List<(string, CelValue)>();
                foreach (var (key, value) in map.Children)
                    entries.Add((key.ToString(), OfYaml(value, ref budget)));
                return MapOf(entries);
            case YamlSequenceNode list:
                var elements = new List<CelValue>();
                foreach (var child in list.Children)
                    elements.Add(OfYaml(child, ref budget));
                return CelValue.Of([.. elements]);
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: { } plain }:
                return OfPlain(plain);
            default:
                return CelValue.Of(node.ToString());
        }
    }

    /// <summary>YAML's core schema: <c>yes</c> and <c>on</c> are texts.</summary>
    static CelValue OfPlain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => CelValue.Null,
        "true" or "True" or "TRUE" => CelValue.True,
        "false" or "False" or "FALSE" => CelValue.False,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
            CelValue.Of(whole),
        _ when char.IsAsciiDigit(text.TrimStart('-', '+', '.').FirstOrDefault())
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            CelValue.Of(number),
        _ => CelValue.Of(text),
    };

    static CelValue MapOf(IEnumerable<(string Key, CelValue Value)> entries)
    {
        var map = new CelMapTable();
        foreach (var (key, value) in entries)
            map.TryAdd(CelValue.Of(key), value);
        return CelValue.Of(map);
    }
}
