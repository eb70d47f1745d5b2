using System.CommandLine;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha arm</c>: the service may act again.</summary>
static class ArmCommand
{
    public static Command Create() => new Command("arm", "Act again.").Asking(
        (client, _, ct) =>
            client.AskAsync(HttpMethod.Post, "v1/control/arm", new ControlRequest(null, ClientVerb.Person), ct),
        AnswerText.Control);
}
