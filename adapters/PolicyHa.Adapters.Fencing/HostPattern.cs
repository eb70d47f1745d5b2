using System.Collections.Concurrent;
using System.IO.Enumeration;
using System.Text.RegularExpressions;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing;

/// <summary>Hosts by name, with <c>*</c> and <c>?</c>, or by a regular expression between slashes, which the whole name must match.</summary>
static class HostPattern
{
    static readonly ConcurrentDictionary<string, Regex> expressions = [];

    /// <summary>No pattern at all matches every host.</summary>
    public static bool Matches(IReadOnlyCollection<string> patterns, HostName host) =>
        patterns.Count == 0 || patterns.Any(p => Matches(p, host.Value));

    /// <summary>It can only be one host's name.</summary>
    public static bool IsName(string pattern) => !IsExpression(pattern) && pattern.AsSpan().IndexOfAny('*', '?') < 0;

    /// <summary>What is wrong with them; null: nothing.</summary>
    public static string? Problem(IReadOnlyCollection<string> patterns)
    {
        if (patterns.Any(string.IsNullOrWhiteSpace))
            return "holds an empty name";
        foreach (var pattern in patterns.Where(IsExpression))
        {
            try
            {
                Expression(pattern);
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                return $"{pattern} is no regular expression that can be used here: {e.Message}";
            }
        }

        return null;
    }

    static bool Matches(string pattern, string name) => IsExpression(pattern)
        ? Expression(pattern).IsMatch(name)
        : FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    static bool IsExpression(string pattern) => pattern.Length > 2 && pattern[0] == '/' && pattern[^1] == '/';

    /// <summary>One whose time grows with the name's length only.</summary>
    static Regex Expression(string pattern) =>
        expressions.GetOrAdd(pattern, p => new Regex($"^(?:{p[1..^1]})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
}
