using System.Collections.Concurrent;
using System.IO.Enumeration;
using System.Text.RegularExpressions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Fencing;

/// <summary>
/// Hosts by name, with <c>*</c> and <c>?</c>; by a regular expression between slashes, which the whole name must match; or by where they are:
/// <c>segment:</c>, <c>zone:</c>, <c>aggregate:</c> and a name, or <c>metadata:KEY=VALUE</c> of their aggregates, with <c>*</c> and <c>?</c> too.
/// </summary>
static class HostPattern
{
    const string Metadata = "metadata";

    static readonly string[] Attributes = ["segment", "zone", "aggregate", Metadata];

    static readonly ConcurrentDictionary<string, Regex> expressions = [];

    /// <summary>No pattern at all matches every host.</summary>
    /// <param name="place">Null: where it is is not known, and only its name can match.</param>
    public static bool Matches(IReadOnlyCollection<string> patterns, HostName host, ComputeHost? place) =>
        patterns.Count == 0 || patterns.Any(p => Matches(p, host.Value, place));

    /// <summary>It can only be one host's name.</summary>
    public static bool IsName(string pattern) => !IsExpression(pattern) && AttributeOf(pattern) is null && pattern.AsSpan().IndexOfAny('*', '?') < 0;

    /// <summary>What is wrong with them; null: nothing.</summary>
    public static string? Problem(IReadOnlyCollection<string> patterns)
    {
        if (patterns.Any(string.IsNullOrWhiteSpace))
            return "holds an empty name";
        return patterns.Select(p => IsExpression(p) ? WhyNoExpression(p) : WhyNoAttribute(p)).FirstOrDefault(p => p is not null);
    }

    static bool Matches(string pattern, string name, ComputeHost? place) =>
        IsExpression(pattern) ? Expression(pattern).IsMatch(name)
        : AttributeOf(pattern) is var (attribute, wanted) ? place is not null && ValuesOf(place, attribute).Any(v => IsLike(wanted, v))
        : IsLike(pattern, name);

    static IEnumerable<string> ValuesOf(ComputeHost place, string attribute) => attribute switch
    {
        "segment" => [place.Segment.Value],
        "zone" => [place.Zone],
        "aggregate" => place.Aggregates,
        _ => place.AggregateMetadata.Select(m => $"{m.Key}={m.Value}"),
    };

    static bool IsLike(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false);

    /// <summary>No host's name has a colon in it.</summary>
    static (string Attribute, string Wanted)? AttributeOf(string pattern) =>
        pattern.IndexOf(':', StringComparison.Ordinal) is > 0 and var at ? (pattern[..at], pattern[(at + 1)..]) : null;

    static string? WhyNoAttribute(string pattern)
    {
        if (AttributeOf(pattern) is not var (attribute, wanted))
            return null;
        if (!Attributes.Contains(attribute))
            return $"{pattern}: hosts are chosen by {string.Join(", ", Attributes)}, not by {attribute}";
        if (wanted.Length == 0)
            return $"{pattern} names none";
        return attribute == Metadata && !wanted.Contains('=', StringComparison.Ordinal) ? $"{pattern} has no value; write {pattern}=VALUE" : null;
    }

    static string? WhyNoExpression(string pattern)
    {
        try
        {
            Expression(pattern);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return $"{pattern} is no regular expression that can be used here: {e.Message}";
        }
    }

    static bool IsExpression(string pattern) => pattern.Length > 2 && pattern[0] == '/' && pattern[^1] == '/';

    /// <summary>One whose time grows with the name's length only.</summary>
    static Regex Expression(string pattern) =>
        expressions.GetOrAdd(pattern, p => new Regex($"^(?:{p[1..^1]})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
}
