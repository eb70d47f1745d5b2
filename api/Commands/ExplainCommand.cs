using System.CommandLine;

namespace PolicyHa.Api.Commands;

/// <summary>
/// <c>policyha explain</c>: why something is done about a host, an instance or in an incident, or why nothing is.
/// </summary>
static class ExplainCommand
{
    static readonly string[] Kinds = ["incidents", "hosts", "instances"];

    public static Command Create()
    {
        var subject = new Argument<string>("subject")
        {
            HelpName = "HOST|INSTANCE|INCIDENT",
            Description = "Host name, instance id or name, or incident id.",
        };
        var (url, json) = (ServiceClient.UrlOption(), ServiceClient.JsonOption());
        var command = new Command("explain", "Say why, or why nothing.") { subject, url, json };
        command.SetAction((parsed, ct) =>
        {
            var (about, io) = (parsed.GetRequiredValue(subject), parsed.InvocationConfiguration);
            return ServiceClient.RunAsync(
                parsed.GetRequiredValue(url), io, client => RunAsync(client, about, parsed.GetValue(json), io, ct));
        });
        return command;
    }

    static async Task<int> RunAsync(
        ServiceClient client, string subject, bool json, InvocationConfiguration io, CancellationToken ct)
    {
        foreach (var kind in Kinds)
        {
            var path = $"v1/{kind}/{ServiceClient.Escape(subject)}/explanation?format={(json ? "json" : "text")}";
            if (await client.GetAsync(path, ct, quiet: StatusCodes.Status404NotFound) is { } answer)
            {
                await io.Output.WriteLineAsync((json ? ServiceClient.Indented(answer) : answer).TrimEnd());
                return ExitCodes.Ok;
            }
        }

        await io.Error.WriteLineAsync($"no host, instance or incident {subject} was explained");
        return ExitCodes.No;
    }
}
