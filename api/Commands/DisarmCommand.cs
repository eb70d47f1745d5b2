using System.CommandLine;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha disarm</c>: nothing new is begun until armed again.</summary>
static class DisarmCommand
{
    public static Command Create()
    {
        var (reason, host, segment, until) =
            (ClientVerb.ReasonOption(), ClientVerb.HostOption(), ClientVerb.SegmentOption(), ClientVerb.UntilOption());
        return new Command("disarm", "Begin nothing new until armed again; what runs is finished.") { reason, host, segment, until }.Asking(
            (client, parsed, ct) => client.AskAsync(
                HttpMethod.Post,
                "v1/control/disarm",
                new ControlRequest(
                    parsed.GetValue(reason), ClientVerb.Person, parsed.GetValue(host), parsed.GetValue(segment), parsed.GetValue(until)),
                ct),
            AnswerText.Control);
    }
}
