using System.CommandLine;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha re-admit HOST</c>: a fenced host that is repaired comes back into service.</summary>
static class ReAdmitCommand
{
    public static Command Create()
    {
        var host = new Argument<string>("host") { HelpName = "HOST" };
        return new Command("re-admit", "Put a fenced host back into service: it is checked, counted as living, and enabled.") { host }.Asking(
            (client, parsed, ct) => client.AskAsync(
                HttpMethod.Post,
                $"v1/hosts/{ServiceClient.Escape(parsed.GetRequiredValue(host))}/re-admit",
                new ConfirmRequest(ClientVerb.Person),
                ct),
            AnswerText.ReAdmission);
    }
}
