using System.CommandLine;
using System.Text.Json;
using PolicyHa.Api.Contracts;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha diff OLD NEW</c>: where two policies ask different things.</summary>
static class DiffCommand
{
    const string Combinations = "combinations";

    public static Command Create()
    {
        var before = new Argument<string>("old") { HelpName = "OLD", Description = "Rule file or directory." };
        var after = new Argument<string>("new") { HelpName = "NEW", Description = "Rule file or directory." };
        var against = new Option<string>("--against")
        {
            Description = "combinations: every state of a made-up host, needs no service; live: the fleet of the "
                + "running service; history:30d: today's fleet with the signals of that time.",
            DefaultValueFactory = _ => Combinations,
            HelpName = "combinations|live|history:TIME",
        };
        against.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string>() is { } value && !IsKnown(value))
                given.AddError($"--against: '{value}' is none of combinations, live, history: and a time such as history:30d");
        });
        var (url, json) = (ServiceClient.UrlOption(), ServiceClient.JsonOption());
        var command = new Command("diff", "Say where two policies ask different things.") { before, after, against, url, json };
        command.SetAction(async (parsed, ct) =>
        {
            var io = parsed.InvocationConfiguration;
            var (loads, exit) = await PolicyArgument.ReadAsync(
                io, parsed.GetRequiredValue(before), parsed.GetRequiredValue(after));
            if (exit != ExitCodes.Ok)
                return exit;
            var (mode, asJson) = (parsed.GetRequiredValue(against), parsed.GetValue(json));
            if (mode == Combinations)
                return await CombineAsync(loads[0].Policy!, loads[1].Policy!, asJson, io.Output);
            var request = new PolicyDiffRequest(
                PolicyArgument.FilesOf(loads[0]), PolicyArgument.FilesOf(loads[1]), mode);
            return await ServiceClient.RunAsync(
                parsed.GetRequiredValue(url), io, client => AskAsync(client, request, asJson, io.Output, ct));
        });
        return command;
    }

    static bool IsKnown(string against) =>
        against is Combinations or "live"
        || (against.StartsWith("history:", StringComparison.Ordinal)
            && Durations.TryParse(against["history:".Length..], out var time) && time > TimeSpan.Zero);

    static async Task<int> CombineAsync(RecoveryPolicy before, RecoveryPolicy after, bool json, TextWriter output)
    {
        var changes = VerdictCombinations.Between(before, after, new DecisionOptions());
        await output.WriteLineAsync(
            json ? ServiceClient.Indented(JsonSerializer.Serialize(CombinationsView.Of(before, after, changes), JsonSerializerOptions.Web))
                : CombinationText.Of(before, after, changes));
        return ExitCodes.Ok;
    }

    static async Task<int> AskAsync(
        ServiceClient client, PolicyDiffRequest request, bool json, TextWriter output, CancellationToken ct)
    {
        if (await client.AskAsync(HttpMethod.Post, "v1/policy/diff", request, ct) is not { } answer)
            return ExitCodes.No;
        await output.WriteLineAsync(json ? ServiceClient.Indented(answer) : PolicyText.Diff(answer));
        return ExitCodes.Ok;
    }
}
