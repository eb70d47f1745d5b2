using System.CommandLine;

namespace PolicyHa.Api.Commands;

/// <summary>What the client verbs have in common: where the service is, and how the answer is printed.</summary>
static class ClientVerb
{
    /// <summary>Makes the command one that asks the service and prints its answer.</summary>
    /// <param name="ask">The answer's JSON; null when the service said no, which has then been printed.</param>
    /// <param name="print">The answer as lines for people.</param>
    /// <param name="isGood">Whether it ends with 0; null: each answer does.</param>
    public static Command Asking(
        this Command command,
        Func<ServiceClient, ParseResult, CancellationToken, Task<string?>> ask,
        Func<string, string> print,
        Func<string, bool>? isGood = null)
    {
        var (url, json) = (ServiceClient.UrlOption(), ServiceClient.JsonOption());
        command.Add(url);
        command.Add(json);
        command.SetAction((parsed, ct) =>
            ServiceClient.RunAsync(parsed.GetRequiredValue(url), parsed.InvocationConfiguration, async client =>
            {
                if (await ask(client, parsed, ct) is not { } answer)
                    return ExitCodes.No;
                var text = parsed.GetValue(json) ? ServiceClient.Indented(answer) : print(answer);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(text.TrimEnd());
                return isGood?.Invoke(answer) is false ? ExitCodes.No : ExitCodes.Ok;
            }));
        return command;
    }

    /// <summary>Who acts, for the history: the person at the terminal.</summary>
    public static string Person =>
        Environment.GetEnvironmentVariable("SUDO_USER") is { Length: > 0 } user ? user : Environment.UserName;

    public static Option<string?> HostOption() => new("--host") { Description = "Only this host." };

    public static Option<string?> SegmentOption() => new("--segment") { Description = "Only the hosts of this segment." };

    public static Option<DateTimeOffset?> UntilOption() =>
        new("--until") { Description = "When it ends by itself, such as 2026-11-21T18:00:00Z." };

    public static Option<string?> ReasonOption() => new("--reason") { Description = "Why, for the history." };
}
