using System.CommandLine;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha policy versions|accept|rollback</c>: which policy is in force in the running service.</summary>
static class PolicyCommand
{
    public static Command Create() =>
        new("policy", "See and change which policy is in force.") { Versions(), Accept(), Rollback() };

    static Command Versions() => new Command("versions", "Policies that were in force, newest first.").Asking(
        (client, _, ct) => client.GetAsync("v1/policy/versions", ct), PolicyText.Versions);

    static Command Accept()
    {
        var sha = new Argument<string>("sha256") { HelpName = "SHA256", Description = "Whole, as it was refused." };
        return Changing(
            new Command("accept", "Take the refused policy with its new actions.") { sha },
            "v1/policy/accept",
            parsed => new PolicyShaRequest(parsed.GetRequiredValue(sha)));
    }

    static Command Rollback()
    {
        var sha = new Argument<string?>("sha256")
        {
            HelpName = "[SHA256]",
            Description = "Whole; without it the policy that was in force before.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var accept = new Option<bool>("--accept-new-actions") { Description = "Although it acts where the present one does not." };
        return Changing(
            new Command("rollback", "Bring a policy of the past back.") { sha, accept },
            "v1/policy/rollback",
            parsed => new PolicyShaRequest(parsed.GetValue(sha)),
            parsed => parsed.GetValue(accept) ? "?accept-new-actions=true" : "");
    }

    /// <summary>Asks for another policy. A refusal is an answer too: it is printed with all that stands against it.</summary>
    static Command Changing(
        Command command, string path, Func<ParseResult, PolicyShaRequest> body, Func<ParseResult, string>? query = null)
    {
        var (url, json) = (ServiceClient.UrlOption(), ServiceClient.JsonOption());
        command.Add(url);
        command.Add(json);
        command.SetAction((parsed, ct) =>
        {
            var io = parsed.InvocationConfiguration;
            return ServiceClient.RunAsync(parsed.GetRequiredValue(url), io, async client =>
            {
                var answer = await client.AskAnywayAsync(HttpMethod.Post, path + query?.Invoke(parsed), body(parsed), ct);
                if (answer is null)
                    return ExitCodes.No;
                var change = AnswerText.Read<PolicyChangeView>(answer);
                await io.Output.WriteLineAsync(parsed.GetValue(json) ? ServiceClient.Indented(answer) : PolicyText.Change(change));
                return change.Refused is null ? ExitCodes.Ok : ExitCodes.No;
            });
        });
        return command;
    }
}
