using System.CommandLine;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Decisions.Proofs;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;
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
        var prove = new Option<bool>("--prove")
        {
            Description = "Also show, over every combination of signals, instances and ages, that nothing is evacuated before "
                + "its host is fenced, no healthy notify-only pet is fenced, and every protected instance has a decision. Some seconds.",
        };
        var command = new Command("check", "Parse, type-check and analyse rule files.") { files, format, prove };
        command.Validators.Add(given =>
        {
            if (given.GetValue(prove) && given.GetValue(format) == "sarif")
                given.AddError("--prove: sarif has no place for proofs, take --format text or json");
        });
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(files), parsed.GetRequiredValue(format), parsed.GetValue(prove), parsed.InvocationConfiguration));
        return command;
    }

    static async Task<int> RunAsync(string[] files, string format, bool prove, InvocationConfiguration io)
    {
        var loads = files.Select(f => PolicyFiles.Load(f)).ToList();
        var problems = loads.SelectMany(l => l.Problems).ToList();
        var errors = problems.Count(p => p.Severity == ProblemSeverity.Error);
        var proofs = prove ? loads.Where(l => l.IsValid).Select(Proved).ToList() : [];
        await io.Output.WriteLineAsync(format switch
        {
            "json" when prove => ProofJson.Print(ProblemJson.Print(problems), proofs),
            "json" => ProblemJson.Print(problems),
            "sarif" => ProblemSarif.Print(problems, ServiceVersion.Text),
            _ => string.Concat(loads.Select(l => ProblemText.Print(l.Problems, l.Sources)))
                + string.Concat(proofs.Select(p => $"{ProofText.Print(p)}\n\n"))
                + string.Concat(loads.SelectMany(l => l.Policy?.Calls ?? []).Select(NoteOf))
                + $"{files.Length} checked: {errors} errors, {problems.Count - errors} warnings",
        });

        var unreadable = problems.Any(p => p.Code == ProblemCode.Unreadable);
        return unreadable ? ExitCodes.Usage : errors > 0 || proofs.Exists(p => p.IsRefuted) ? ExitCodes.No : ExitCodes.Ok;
    }

    /// <summary>Rule files alone cannot tell whether it is there.</summary>
    static string NoteOf(CalledService call) =>
        $"{call.At}: note: calls '{call.Name}', which must be configured under external where this policy is to be in force\n";

    static ProofReport Proved(PolicyLoad load) =>
        PolicyProof.Of(load.Policy!, new DecisionOptions(), ProofWords.In(load.Sources));
}
