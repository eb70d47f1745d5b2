using System.CommandLine;
using PolicyHa.Api.Commands.Importing;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Importing;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha import</c>: makes rule files and configuration of what others have.</summary>
static class ImportCommand
{
    public static Command Create() => new("import", "Make a rule file, or a part of the configuration, of another program's.")
    {
        MasakariMatrix(),
        FencingImportCommand.Create(),
    };

    static Command MasakariMatrix()
    {
        var file = new Argument<string>("file")
        {
            HelpName = "FILE",
            Description = "matrix_config_file of masakari-monitors.",
        };
        var name = new Option<string>("--name")
        {
            Description = "Name of the policy.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "masakari-matrix",
        };
        var command = new Command("masakari-matrix", "Print a rule file that decides as a matrix does.") { file, name };
        command.Validators.Add(result =>
        {
            if (result.GetValue(name) is { } text && !MasakariImport.IsName(text))
                result.AddError($"--name: '{text}' must be a letter, then letters, digits and . _ -");
        });
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetRequiredValue(file), parsed.GetRequiredValue(name), parsed.InvocationConfiguration, ct));
        return command;
    }

    static async Task<int> RunAsync(string file, string name, InvocationConfiguration io, CancellationToken ct)
    {
        SourceText matrix;
        try
        {
            matrix = new SourceText(file, await File.ReadAllTextAsync(file, ct));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await io.Error.WriteLineAsync($"{file}: cannot be read: {e.Message}");
            return ExitCodes.Usage;
        }

        var imported = MasakariImport.Convert(matrix, name);
        await io.Error.WriteAsync(ProblemText.Print(imported.Problems, [matrix]));
        if (imported.RuleFile is not { } rules)
            return ExitCodes.No;
        await io.Output.WriteAsync(rules);
        return ExitCodes.Ok;
    }
}
