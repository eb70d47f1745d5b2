using System.CommandLine;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha pause REASON</c> and <c>policyha resume REASON</c>: several people may have reasons to begin nothing new.</summary>
static class PauseCommand
{
    public static Command CreatePause()
    {
        var (reason, host, segment, until) = (Reason(), ClientVerb.HostOption(), ClientVerb.SegmentOption(), ClientVerb.UntilOption());
        return new Command("pause", "Begin nothing new for this reason; what runs is finished.") { reason, host, segment, until }.Asking(
            (client, parsed, ct) => client.AskAsync(
                HttpMethod.Post,
                "v1/control/pauses",
                new PauseRequest(
                    parsed.GetRequiredValue(reason), ClientVerb.Person, parsed.GetValue(host), parsed.GetValue(segment), parsed.GetValue(until)),
                ct),
            AnswerText.Control);
    }

    public static Command CreateResume()
    {
        var (reason, host, segment) = (Reason(), ClientVerb.HostOption(), ClientVerb.SegmentOption());
        return new Command("resume", "Take the reason back; acting goes on when none is left.") { reason, host, segment }.Asking(
            (client, parsed, ct) => client.AskAsync(
                HttpMethod.Delete,
                $"v1/control/pauses/{ServiceClient.Escape(parsed.GetRequiredValue(reason))}?by={ServiceClient.Escape(ClientVerb.Person)}"
                    + Query("host", parsed.GetValue(host)) + Query("segment", parsed.GetValue(segment)),
                null,
                ct),
            AnswerText.Control);
    }

    static Argument<string> Reason() => new("reason") { HelpName = "REASON", Description = "Its name, such as upgrade." };

    static string Query(string key, string? value) => value is null ? "" : $"&{key}={ServiceClient.Escape(value)}";
}
