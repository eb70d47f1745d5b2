using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary>Prints answers about policies as lines for people.</summary>
static class PolicyText
{
    public static string Versions(string json) => AnswerText.Table(
        ["", "ACTIVATED", "POLICY", "ORIGIN", "AUTHOR", "SHA256"],
        AnswerText.Read<IReadOnlyList<PolicyVersionView>>(json).Select(v => (string[])
        [
            v.Active ? "*" : "",
            UtcTimeConverter.Text(v.ActivatedAt),
            $"{v.Name}@{v.Revision}",
            v.Origin,
            v.Author,
            v.Sha256,
        ]));

    /// <summary>What came of the wish for another policy.</summary>
    public static string Change(PolicyChangeView change)
    {
        string[] lines =
        [
            .. change.Problems.Select(p => p.Text),
            .. change.Tests.Failures,
            .. Changes(change.Diff),
            change.Activated ? $"in force: {change.Version}"
                : change.Refused is { } reason ? $"refused ({reason}): {change.Version ?? "the policy has errors"}"
                : change.Waiting is { } waiting ? $"waits: {waiting.Version}: {waiting.Because}"
                : $"nothing changed: {change.Version}",
            .. change.Hint is { } hint ? (string[])[$"hint: {hint}"] : [],
        ];
        return string.Join('\n', lines);
    }

    public static string Diff(string json)
    {
        var diff = AnswerText.Read<PolicyDiffView>(json);
        var where = diff.Against == "live" ? "the fleet as it stands" : $"today's fleet, {diff.Against}";
        string[] lines =
        [
            .. Changes(diff.Changes),
            .. diff.Moments.SelectMany(m => Changes(m.Changes).Prepend($"{UtcTimeConverter.Text(m.At)} {m.Segment}")),
            .. diff.Cut ? (string[])["there was more to look at than is done at once: take a shorter time"] : [],
            $"{Count(diff)} on {where}: {diff.Before} -> {diff.After}",
        ];
        return string.Join('\n', lines);
    }

    public static string WhatIf(string json)
    {
        var answer = AnswerText.Read<WhatIfView>(json);
        string[] lines =
        [
            $"{answer.Host} with {string.Join(", ", answer.Signals.Select(s => $"{s.Key} {s.Value}"))}, by {answer.Policy}",
            .. answer.Verdicts.Select(v => $"  {v.Subject}: {v.Text}").DefaultIfEmpty("  nothing would be done"),
            .. Changes(answer.Elsewhere),
            answer.Text.TrimEnd(),
        ];
        return string.Join('\n', lines);
    }

    /// <summary>An exclamation mark: it newly fences, evacuates, migrates or restarts.</summary>
    static IEnumerable<string> Changes(IReadOnlyList<VerdictChangeView> changes) =>
        changes.Select(c => $"{(c.NewActions.Count > 0 ? '!' : ' ')} {c.Subject}: {c.Before} -> {c.After}");

    static string Count(PolicyDiffView diff)
    {
        if (diff.Against != "live")
            return $"{diff.Moments.Count} moments differ, {diff.Looks} looked at,";
        var newly = diff.Changes.Count(c => c.NewActions.Count > 0);
        return $"{diff.Changes.Count} hosts and instances differ, {newly} with new actions,";
    }
}
