namespace PolicyHa.Api.Configuration;

/// <summary>A setting as it was written, before it means anything.</summary>
/// <param name="Where">File and line, or the environment variable.</param>
abstract record SettingNode(string Where)
{
    /// <param name="Text">Null or empty: the key is there, with nothing behind it.</param>
    public sealed record Scalar(string Where, string? Text) : SettingNode(Where);

    public sealed record Mapping(string Where, Dictionary<string, SettingNode> Entries) : SettingNode(Where)
    {
        public static Mapping Empty(string where) => new(where, []);
    }

    public sealed record Sequence(string Where, List<SettingNode> Items) : SettingNode(Where);
}
