using System.CommandLine;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha what-if --host H --set storage=down</c>: what would be done, and why. Nothing is done.</summary>
static class WhatIfCommand
{
    public static Command Create()
    {
        var host = new Option<string>("--host") { Required = true, HelpName = "HOST", Description = "As Nova names it." };
        var set = new Option<string[]>("--set")
        {
            HelpName = "SIGNAL=STATUS",
            Description = "admin, tenant, storage, compute, nova-compute, libvirt, power or cluster, "
                + "as up, degraded, down or unknown. May be given several times.",
            DefaultValueFactory = _ => [],
        };
        set.Validators.Add(given =>
        {
            foreach (var token in given.Tokens.Where(t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1))
                given.AddError($"--set: '{token.Value}' is not of the form storage=down");
        });
        var policy = new Option<string?>("--policy")
        {
            HelpName = "FILE",
            Description = "Rule file or directory instead of the policy in force.",
        };
        var (url, json) = (ServiceClient.UrlOption(), ServiceClient.JsonOption());
        var command = new Command("what-if", "Say what would be done if a host's signals stood so.") { host, set, policy, url, json };
        command.SetAction(async (parsed, ct) =>
        {
            var io = parsed.InvocationConfiguration;
            IReadOnlyList<PolicyFileView>? files = null;
            if (parsed.GetValue(policy) is { } path)
            {
                var (loads, exit) = await PolicyArgument.ReadAsync(io, path);
                if (exit != ExitCodes.Ok)
                    return exit;
                files = PolicyArgument.FilesOf(loads[0]);
            }

            var request = new WhatIfRequest(
                parsed.GetRequiredValue(host), Signals(parsed.GetRequiredValue(set)), null, files);
            return await ServiceClient.RunAsync(parsed.GetRequiredValue(url), io, async client =>
            {
                if (await client.AskAsync(HttpMethod.Post, "v1/what-if", request, ct) is not { } answer)
                    return ExitCodes.No;
                await io.Output.WriteLineAsync(
                    parsed.GetValue(json) ? ServiceClient.Indented(answer) : PolicyText.WhatIf(answer));
                return ExitCodes.Ok;
            });
        });
        return command;
    }

    /// <summary>The last word on a signal counts.</summary>
    static Dictionary<string, string> Signals(string[] set) => set.Select(s => s.Split('=', 2))
        .GroupBy(s => s[0]).ToDictionary(g => g.Key, g => g.Last()[1]);
}
