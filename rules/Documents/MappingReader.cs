using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Documents;

/// <summary>
/// Takes the keys of a mapping one by one; what nobody took is unknown and reported by <see cref="Finish"/>.
/// </summary>
/// <param name="what">As messages call the mapping: "a table".</param>
sealed class MappingReader(YamlMapping mapping, string what, ProblemLog problems)
{
    readonly List<string> known = [];

    public SourceSpan Span => mapping.Span;

    public YamlScalar? Text(string key) =>
        Take<YamlScalar>(key, "a text") is { } scalar && IsThere(scalar, key) ? scalar : null;

    public YamlMapping? Mapping(string key) => Take<YamlMapping>(key, "a mapping (key: value)");

    public YamlSequence? List(string key) => Take<YamlSequence>(key, "a list");

    /// <summary>Whatever shape it has.</summary>
    public YamlNode? Any(string key) => Take<YamlNode>(key, "a value");

    /// <summary>The same, and missing is a problem.</summary>
    public YamlScalar? NeededText(string key) => Has(key) ? Text(key) : Missing<YamlScalar>(key);

    public YamlMapping? NeededMapping(string key) => Has(key) ? Mapping(key) : Missing<YamlMapping>(key);

    public bool Has(string key) => mapping.Entries.Any(e => e.Key.Value == key);

    /// <summary>The first key that is not one of these.</summary>
    public YamlScalar? KeyOtherThan(IReadOnlyCollection<string> keys) =>
        mapping.Entries.FirstOrDefault(e => !keys.Contains(e.Key.Value))?.Key;

    /// <summary>The key itself, for problems that belong to the whole of its value.</summary>
    public SourceSpan KeySpan(string key) => mapping.Entries.First(e => e.Key.Value == key).Key.Span;

    /// <summary>Reports the keys that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var entry in mapping.Entries.Where(e => !known.Contains(e.Key.Value)))
        {
            problems.Add(ProblemCode.UnknownKey, entry.Key.Span, $"{what} has no key '{entry.Key.Value}'",
                Spelling.Hint(entry.Key.Value, known) ?? $"keys are: {string.Join(", ", known)}");
        }
    }

    T? Take<T>(string key, string wanted)
        where T : YamlNode
    {
        if (!known.Contains(key))
            known.Add(key);
        if (mapping.Entries.FirstOrDefault(e => e.Key.Value == key) is not { } entry)
            return null;
        if (entry.Value is T node)
            return node;
        problems.Add(ProblemCode.WrongShape, entry.Value.Span,
            $"'{key}' must be {wanted}, this is {entry.Value.Shape}");
        return null;
    }

    bool IsThere(YamlScalar scalar, string key)
    {
        if (scalar.Value.Trim().Length > 0)
            return true;
        problems.Add(ProblemCode.MissingKey, KeySpan(key), $"'{key}' has no value");
        return false;
    }

    T? Missing<T>(string key)
        where T : YamlNode
    {
        known.Add(key);
        problems.Add(ProblemCode.MissingKey, mapping.Span, $"{what} needs the key '{key}'");
        return null;
    }
}
