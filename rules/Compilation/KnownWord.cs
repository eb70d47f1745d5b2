using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Reads texts that must be one of a few words.</summary>
static class KnownWord
{
    /// <summary>
    /// The meaning of the word; null, with a problem and the nearest word, when there is no such word.
    /// </summary>
    /// <param name="what">As messages call the words: "a hit policy".</param>
    public static T? Read<T>(YamlScalar text, IReadOnlyDictionary<string, T> words, string what, ProblemLog problems)
        where T : struct
    {
        if (words.TryGetValue(text.Value, out var meaning))
            return meaning;
        problems.Add(ProblemCode.UnknownValue, text.Span, $"'{text.Value}' is not {what}",
            Hint(text.Value, words.Keys));
        return null;
    }

    public static string Hint(string word, IEnumerable<string> words) =>
        Spelling.Hint(word, words) ?? $"one of: {string.Join(", ", words)}";
}
