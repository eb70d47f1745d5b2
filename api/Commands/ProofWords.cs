using System.Text.RegularExpressions;
using PolicyHa.Engine.Decisions.Proofs;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Api.Commands;

/// <summary>Finds in the text of rule files what a proof must make up: the words that conditions speak of. One too many does no harm.</summary>
static partial class ProofWords
{
    /// <summary>More words than this are names in tests rather than values in conditions.</summary>
    const int Most = 200;

    public static ProofHints In(IReadOnlyList<SourceText> sources) => new(
        Found(Key(), sources),
        Found(Word(), sources),
        sources.Any(s => Power().IsMatch(s.Text)),
        sources.Any(s => Cluster().IsMatch(s.Text)));

    static List<string> Found(Regex what, IReadOnlyList<SourceText> sources) =>
        [.. sources.SelectMany(s => what.Matches(s.Text)).Select(m => m.Groups["word"].Value).Distinct().Take(Most)];

    /// <summary><c>metadata.tier</c> and <c>metadata['tier']</c>.</summary>
    [GeneratedRegex(@"\w(?:\.(?<word>\w+)|\[['""](?<word>[^'""\n]+)['""]\])")]
    private static partial Regex Key();

    [GeneratedRegex(@"'(?<word>[^'\n]{1,100})'")]
    private static partial Regex Word();

    [GeneratedRegex(@"\w\.power\b")]
    private static partial Regex Power();

    [GeneratedRegex(@"\w\.cluster\b")]
    private static partial Regex Cluster();
}
