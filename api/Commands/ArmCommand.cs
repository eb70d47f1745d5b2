using System.CommandLine;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha arm</c>: the service may act again.</summary>
static class ArmCommand
{
    public static Command Create()
    {
        var (host, segment) = (ClientVerb.HostOption(), ClientVerb.SegmentOption());
        return new Command("arm", "Act again.") { host, segment }.Asking(
            (client, parsed, ct) => client.AskAsync(
                HttpMethod.Post,
                "v1/control/arm",
                new ControlRequest(null, ClientVerb.Person, parsed.GetValue(host), parsed.GetValue(segment)),
                ct),
            AnswerText.Control);
    }
}
