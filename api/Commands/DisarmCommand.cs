using System.CommandLine;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha disarm</c>: nothing new is begun until armed again.</summary>
static class DisarmCommand
{
    public static Command Create()
    {
        var reason = ClientVerb.ReasonOption();
        return new Command("disarm", "Begin nothing new until armed again; what runs is finished.") { reason }.Asking(
            (client, parsed, ct) => client.AskAsync(
                HttpMethod.Post,
                "v1/control/disarm",
                new ControlRequest(parsed.GetValue(reason), ClientVerb.Person),
                ct),
            AnswerText.Control);
    }
}
