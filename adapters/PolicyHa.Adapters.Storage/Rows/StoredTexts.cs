using System.Collections.Frozen;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>Metadata as a column. Most of it is empty, and all that is empty is one and the same.</summary>
static class StoredTexts
{
    const string None = "{}";

    public static string Text(IReadOnlyDictionary<string, string> texts) =>
        texts.Count == 0 ? None : StoredJson.Text(texts, StoredJson.Texts);

    /// <exception cref="InvalidDataException">Not such a document.</exception>
    public static IReadOnlyDictionary<string, string> Read(string text) =>
        text == None ? FrozenDictionary<string, string>.Empty : StoredJson.Read(text, StoredJson.Texts);
}
