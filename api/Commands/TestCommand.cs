using System.CommandLine;
using System.Text.RegularExpressions;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using PolicyHa.Simulation.PolicyTests;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha test</c>: plays the tests that stand in rule files.</summary>
static class TestCommand
{
    /// <summary>A pattern that takes longer on the name of a test was not meant to.</summary>
    static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var files = new Argument<string[]>("files")
        {
            Description = "Rule files, or directories of them; each is a policy of its own.",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "FILE...",
        };
        var coverage = new Option<bool>("--coverage") { Description = "Also what of the policy no test has seen." };
        var run = new Option<Regex?>("--run")
        {
            Description = "Only tests whose names match.",
            HelpName = "REGEX",
            CustomParser = result =>
            {
                try
                {
                    return new Regex(result.Tokens[0].Value, RegexOptions.None, MatchTimeout);
                }
                catch (ArgumentException wrong)
                {
                    result.AddError($"--run: {wrong.Message}");
                    return null;
                }
            },
        };
        var json = ServiceClient.JsonOption();
        var command = new Command("test", "Play the tests inside rule files.") { files, coverage, run, json };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(files),
            parsed.GetValue(run),
            parsed.GetValue(coverage),
            parsed.GetValue(json),
            parsed.InvocationConfiguration.Output));
        return command;
    }

    static async Task<int> RunAsync(string[] files, Regex? only, bool coverage, bool json, TextWriter output)
    {
        var reports = files.Select(f => ReportOn(PolicyFiles.Load(f), only)).ToList();
        if (json)
            await output.WriteLineAsync(PolicyTestJson.Print(reports));
        else
            foreach (var report in reports)
                await output.WriteAsync(PolicyTestText.Print(report, coverage));
        var unreadable = reports.Exists(r => r.Problems.Any(p => p.Code == ProblemCode.Unreadable));
        return unreadable ? ExitCodes.Usage : reports.TrueForAll(r => r.Ok) ? ExitCodes.Ok : ExitCodes.No;
    }

    /// <summary>A policy with errors has nothing to test; the errors are the report.</summary>
    static PolicyTestReport ReportOn(PolicyLoad load, Regex? only) =>
        load.IsValid ? PolicyTestRunner.Run(load, only) : PolicyTestReport.OfMistakes(load);
}
