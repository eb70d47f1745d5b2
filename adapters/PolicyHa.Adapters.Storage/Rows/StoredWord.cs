using System.Text.Json;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>Enum values as the store keeps them: kebab-case words; signals by the short names operators know.</summary>
static class StoredWord
{
    public static string Text<T>(T value)
        where T : struct, Enum => Words<T>.ByValue[value];

    public static string? Text<T>(T? value)
        where T : struct, Enum => value is { } present ? Text(present) : null;

    /// <exception cref="InvalidDataException">Not a word of that enum.</exception>
    public static T Read<T>(string word)
        where T : struct, Enum =>
        Words<T>.ByWord.TryGetValue(word, out var value)
            ? value
            : throw new InvalidDataException(
                $"'{word}' in the database is not a {typeof(T).Name}; "
                + $"known are {string.Join(", ", Words<T>.ByWord.Keys)}");

    public static T? ReadOrNull<T>(string? word)
        where T : struct, Enum => word is null ? null : Read<T>(word);

    static class Words<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>().ToDictionary(v => v, Word);

        public static readonly Dictionary<string, T> ByWord = ByValue.ToDictionary(p => p.Value, p => p.Key);

        static string Word(T value) =>
            value is Signal signal ? signal.Name() : JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
    }
}
