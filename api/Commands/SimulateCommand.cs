using System.CommandLine;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Api.Commands;

/// <summary>
/// <c>policyha simulate</c>: plays scenario files on the production core with a simulated clock and world.
/// </summary>
static class SimulateCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("scenarios")
        {
            Arity = ArgumentArity.OneOrMore,
            HelpName = "SCENARIO...",
            Description = "Scenario files.",
        };
        var policy = new Option<string?>("--policy")
        {
            Description = "Rule file or directory instead of each scenario's own.",
            HelpName = "FILE",
        };
        var seed = new Option<long>("--seed") { Description = "Recorded in the result.", DefaultValueFactory = _ => 1 };
        var json = ServiceClient.JsonOption();
        var command = new Command("simulate", "Play scenarios and check what they expect.");
        foreach (var option in (Option[])[policy, seed, json])
            command.Add(option);
        command.Add(files);
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(files),
            parsed.GetValue(policy),
            parsed.GetValue(seed),
            parsed.GetValue(json),
            parsed.InvocationConfiguration));
        return command;
    }

    static async Task<int> RunAsync(string[] files, string? policy, long seed, bool json, InvocationConfiguration io)
    {
        var (readable, sources) = await PolicyOfAsync(policy, io);
        if (!readable)
            return ExitCodes.Usage;
        var results = new List<ScenarioResult>();
        foreach (var file in files)
        {
            if (await LoadAsync(file, sources, io) is not { } scenario)
                return ExitCodes.Usage;
            var result = ScenarioRunner.Run(scenario, seed);
            results.Add(result);
            if (!json)
                await PrintAsync(file, result, io.Output);
        }

        if (json)
            await io.Output.WriteLineAsync(
                results is [var only] ? only.ToJson() : $"[{string.Join(",", results.Select(r => r.ToJson()))}]");
        return results.TrueForAll(r => r.Ok) ? ExitCodes.Ok : ExitCodes.No;
    }

    static async Task<(bool Readable, IReadOnlyList<SourceText>? Sources)> PolicyOfAsync(
        string? path, InvocationConfiguration io)
    {
        if (path is null)
            return (true, null);
        var load = PolicyFiles.Load(path);
        if (load.IsValid)
            return (true, load.Sources);
        await io.Error.WriteAsync(ProblemText.Print(load.Problems, load.Sources));
        return (false, null);
    }

    static async Task<Scenario?> LoadAsync(string file, IReadOnlyList<SourceText>? policy, InvocationConfiguration io)
    {
        try
        {
            var source = new SourceText(file, await File.ReadAllTextAsync(file));
            var load = ScenarioReader.Read(source, Path.GetDirectoryName(Path.GetFullPath(file))!, policy);
            if (load.Problems.Count > 0)
                await io.Error.WriteAsync(ProblemText.Print(load.Problems, load.Sources));
            return load.Scenario;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await io.Error.WriteLineAsync($"{file}: cannot be read: {e.Message}");
            return null;
        }
    }

    static async Task PrintAsync(string file, ScenarioResult result, TextWriter output)
    {
        await output.WriteLineAsync($"{(result.Ok ? "ok    " : "FAILED")} {file}: {result.Scenario}");
        foreach (var failure in result.Failures)
            await output.WriteLineAsync($"       {failure}");
        if (result.Ok)
            return;
        foreach (var line in result.Trace)
            await output.WriteLineAsync(
                FormattableString.Invariant($"       {line.T,10:0.000} {line.Kind,-8} {line.Text}"));
    }
}
