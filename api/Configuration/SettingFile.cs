using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PolicyHa.Api.Configuration;

/// <summary>Reads a YAML file into settings.</summary>
static class SettingFile
{
    /// <summary>Never throws for what the file holds; what cannot be read is a mistake.</summary>
    public static SettingNode.Mapping Read(string path, ICollection<ConfigurationMistake> mistakes)
    {
        var nothing = SettingNode.Mapping.Empty(path);
        try
        {
            using var reader = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            if (yaml.Documents.Count == 0)
                return nothing;
            if (yaml.Documents.Count > 1)
            {
                var count = yaml.Documents.Count;
                mistakes.Add(new("", $"{count} documents are in it; one is read", "delete the lines with ---", path));
            }

            if (ToNode(yaml.Documents[0].RootNode, path) is SettingNode.Mapping root)
                return root;
            mistakes.Add(new("", "the file must hold keys with values", "see policyha.example.yaml", path));
        }
        catch (YamlException e)
        {
            mistakes.Add(
                new("", e.InnerException?.Message ?? e.Message, null, $"{path}:{e.Start.Line}:{e.Start.Column}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            mistakes.Add(new("", $"cannot be read: {e.Message}", "give another file with --config", path));
        }

        return nothing;
    }

    static SettingNode ToNode(YamlNode node, string file)
    {
        var where = $"{file}:{node.Start.Line}";
        return node switch
        {
            YamlMappingNode map => new SettingNode.Mapping(
                where,
                map.Children.ToDictionary(c => c.Key.ToString(), c => ToNode(c.Value, file), StringComparer.Ordinal)),
            YamlSequenceNode list => new SettingNode.Sequence(where, [.. list.Children.Select(c => ToNode(c, file))]),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: "~" or "null" } => new SettingNode.Scalar(where, null),
            YamlScalarNode scalar => new SettingNode.Scalar(where, scalar.Value),
            _ => new SettingNode.Scalar(where, node.ToString()),
        };
    }
}
