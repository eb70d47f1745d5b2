using System.CommandLine;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha history</c>: what happened, line by line.</summary>
static class HistoryCommand
{
    public static Command Create()
    {
        var (host, incident) = (ClientVerb.HostOption(), new Option<string?>("--incident") { Description = "Only what belongs to this incident." });
        var kind = new Option<string?>("--kind") { Description = "Only lines of this kind, such as act, alert or proof." };
        return new Command("history", "List what happened, oldest first: decisions, acts and what was said to them, proofs, alerts.")
        {
            host, incident, kind,
        }.Asking(
            (client, parsed, ct) => client.GetAsync(
                $"v1/history?limit=1000{Asked("host", parsed.GetValue(host))}{Asked("incident", parsed.GetValue(incident))}{Asked("kind", parsed.GetValue(kind))}", ct),
            AnswerText.History);
    }

    static string Asked(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
