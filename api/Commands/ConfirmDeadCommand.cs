using System.CommandLine;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha confirm-dead HOST</c>: a person vouches that the host is off.</summary>
static class ConfirmDeadCommand
{
    public static Command Create()
    {
        var host = new Argument<string>("host") { HelpName = "HOST" };
        return new Command("confirm-dead", "Vouch that a host is off: proof for its open incident.") { host }.Asking(
            (client, parsed, ct) => client.AskAsync(
                HttpMethod.Post,
                $"v1/hosts/{ServiceClient.Escape(parsed.GetRequiredValue(host))}/confirm-dead",
                new ConfirmRequest(ClientVerb.Person),
                ct),
            AnswerText.Confirmation);
    }
}
