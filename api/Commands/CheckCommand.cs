using System.CommandLine;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha check</c>: reads rule files and says everything that is wrong with them.</summary>
static class CheckCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files")
        {
            Description = "Rule files, or directories of them; each is a policy of its own.",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "FILE...",
        };
        var format = new Option<string>("--format")
        {
            Description = "text, json or sarif.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json", "sarif");
        var command = new Command("check", "Parse, type-check and analyse rule files.") { files, format };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(files), parsed.GetRequiredValue(format), parsed.InvocationConfiguration));
        return command;
    }

    static async Task<int> RunAsync(string[] files, string format, InvocationConfiguration io)
    {
        var loads = files.Select(f => PolicyFiles.Load(f)).ToList();
        var problems = loads.SelectMany(l => l.Problems).ToList();
        var errors = problems.Count(p => p.Severity == ProblemSeverity.Error);
        await io.Output.WriteLineAsync(format switch
        {
            "json" => ProblemJson.Print(problems),
            "sarif" => ProblemSarif.Print(problems, ServiceVersion.Text),
            _ => string.Concat(loads.Select(l => ProblemText.Print(l.Problems, l.Sources)))
                + $"{files.Length} checked: {errors} errors, {problems.Count - errors} warnings",
        });

        var unreadable = problems.Any(p => p.Code == ProblemCode.Unreadable);
        return unreadable ? ExitCodes.Usage : errors > 0 ? ExitCodes.No : ExitCodes.Ok;
    }
}
