using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// All that one rule says about one thing larger than a host, however many hosts it says it for: one failure, told as one incident.
/// </summary>
/// <param name="Scope">Such as <c>zone az1</c>.</param>
/// <param name="Because">Each different sentence once, in order.</param>
/// <param name="Hosts">Those it rests on, in order; never empty. The segment of the first one tells it.</param>
/// <param name="Parts">How each piece of it was derived; the first is the one that an explanation shows.</param>
sealed record WideOutage(
    string Scope, string Rule, RuleSource At, string Because, IReadOnlyList<HostName> Hosts, IReadOnlyList<Firing> Parts)
{
    /// <summary>More sentences than these nobody reads.</summary>
    const int SentencesMax = 3;

    public (string Scope, string Row) Key => (Scope, $"{RowMatch.OfRules}/{Rule}");

    /// <summary>By scope, then rule. A failure that rests on no host is nobody's to tell.</summary>
    public static IReadOnlyList<WideOutage> AllOf(Beliefs beliefs) => beliefs.OutageFirings is { Count: > 0 } parts ? AllOf(parts) : [];

    static WideOutage[] AllOf(IReadOnlyList<Firing> firings) =>
    [
        .. from part in firings
           let outage = (Outage)part.Fact
           group part by (outage.Subject, outage.Rule, outage.At) into parts
           let hosts = parts.SelectMany(p => ((Outage)p.Fact).Hosts).Distinct().Order().ToList()
           where hosts.Count > 0
           let inOrder = parts.OrderBy(p => p.Fact.Text, StringComparer.Ordinal).ToList()
           orderby parts.Key.Subject, parts.Key.Rule
           select new WideOutage(parts.Key.Subject, parts.Key.Rule, parts.Key.At, Joined(inOrder), hosts, inOrder),
    ];

    static string Joined(IReadOnlyList<Firing> parts)
    {
        var said = parts.Select(p => ((Outage)p.Fact).Because).Distinct().ToList();
        return string.Join("; ", said.Take(SentencesMax)) + (said.Count > SentencesMax ? $"; and {said.Count - SentencesMax} more" : "");
    }
}
