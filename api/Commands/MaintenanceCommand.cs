using System.CommandLine;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha maintenance on|off HOST</c>, or <c>--segment</c>: planned work begins or ends.</summary>
static class MaintenanceCommand
{
    public static Command Create() => new("maintenance", "Begin or end planned work on a host, or on a whole segment.") { On(), Off() };

    static Command On()
    {
        var (host, segment, reason, until) = (Host(), ClientVerb.SegmentOption(), ClientVerb.ReasonOption(), ClientVerb.UntilOption());
        var drain = new Option<bool>("--drain") { Description = "Live-migrate the instances away first." };
        return OneOf(new Command("on", "Nothing new is done to the host, and Nova places nothing there.") { host, segment, reason, until, drain }, host, segment).Asking(
            (client, parsed, ct) => client.AskAsync(
                HttpMethod.Post,
                Path(parsed.GetValue(host), parsed.GetValue(segment)),
                new MaintenanceRequest(parsed.GetValue(reason), parsed.GetValue(until), ClientVerb.Person, parsed.GetValue(drain)),
                ct),
            AnswerText.Maintenance);
    }

    static Command Off()
    {
        var (host, segment) = (Host(), ClientVerb.SegmentOption());
        return OneOf(new Command("off", "Planned work is over.") { host, segment }, host, segment).Asking(
            (client, parsed, ct) => client.AskAsync(
                HttpMethod.Delete,
                $"{Path(parsed.GetValue(host), parsed.GetValue(segment))}?by={ServiceClient.Escape(ClientVerb.Person)}",
                null,
                ct),
            AnswerText.Maintenance);
    }

    static Command OneOf(Command command, Argument<string?> host, Option<string?> segment)
    {
        command.Validators.Add(said =>
        {
            if (said.GetValue(host) is null == said.GetValue(segment) is null)
                said.AddError("name a HOST, or --segment SEGMENT for all hosts of one");
        });
        return command;
    }

    static Argument<string?> Host() => new("host") { HelpName = "HOST", Arity = ArgumentArity.ZeroOrOne };

    static string Path(string? host, string? segment) => host is not null
        ? $"v1/hosts/{ServiceClient.Escape(host)}/maintenance"
        : $"v1/segments/{ServiceClient.Escape(segment!)}/maintenance";
}
