using System.CommandLine;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha maintenance on|off HOST</c>: planned work begins or ends.</summary>
static class MaintenanceCommand
{
    public static Command Create() => new("maintenance", "Begin or end planned work on a host.") { On(), Off() };

    static Command On()
    {
        var (host, reason) = (Host(), ClientVerb.ReasonOption());
        var until = new Option<DateTimeOffset?>("--until")
        {
            Description = "When it ends by itself, such as 2026-11-21T18:00:00Z.",
        };
        return new Command("on", "Nothing new is done to the host.") { host, reason, until }.Asking(
            (client, parsed, ct) => client.AskAsync(
                HttpMethod.Post,
                Path(parsed.GetRequiredValue(host)),
                new MaintenanceRequest(parsed.GetValue(reason), parsed.GetValue(until), ClientVerb.Person),
                ct),
            AnswerText.Maintenance);
    }

    static Command Off()
    {
        var host = Host();
        return new Command("off", "Planned work is over.") { host }.Asking(
            (client, parsed, ct) => client.AskAsync(
                HttpMethod.Delete,
                $"{Path(parsed.GetRequiredValue(host))}?by={ServiceClient.Escape(ClientVerb.Person)}",
                null,
                ct),
            AnswerText.Maintenance);
    }

    static Argument<string> Host() => new("host") { HelpName = "HOST" };

    static string Path(string host) => $"v1/hosts/{ServiceClient.Escape(host)}/maintenance";
}
