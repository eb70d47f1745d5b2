using System.CommandLine;
using System.Text;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Formatting;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha fmt</c>: aligns the tables of rule files, and touches nothing else.</summary>
static class FormatCommand
{
    /// <summary>Bytes that are no UTF-8 would be lost on the way back; such a file is refused.</summary>
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Command Create()
    {
        var files = new Argument<string[]>("files")
        {
            Description = "Rule files, or directories of them.",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "FILE...",
        };
        var check = new Option<bool>("--check")
        {
            Description = "Write nothing; list the files that would change, and end with 1 if there are any.",
        };
        var command = new Command("fmt", "Align the drawn tables of rule files.") { files, check };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(files), parsed.GetValue(check), parsed.InvocationConfiguration));
        return command;
    }

    static async Task<int> RunAsync(string[] paths, bool check, InvocationConfiguration io)
    {
        var exit = ExitCodes.Ok;
        foreach (var path in paths)
        {
            try
            {
                foreach (var file in PolicyFiles.At(path))
                    exit = Math.Max(exit, await FormatAsync(file, check, io));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await io.Error.WriteLineAsync($"{path}: {e.Message}");
                exit = ExitCodes.Usage;
            }
        }

        return exit;
    }

    static async Task<int> FormatAsync(string file, bool check, InvocationConfiguration io)
    {
        string text;
        try
        {
            text = Strict.GetString(await File.ReadAllBytesAsync(file));
        }
        catch (DecoderFallbackException)
        {
            await io.Error.WriteLineAsync($"{file}: is not UTF-8 text; it was left as it is");
            return ExitCodes.Usage;
        }

        var formatted = RuleFormatter.Format(file, text);
        await io.Error.WriteAsync(ProblemText.Print(formatted.Problems, [formatted.Source]));
        var exit = formatted.Problems.Count > 0 ? ExitCodes.No : ExitCodes.Ok;
        if (formatted.Text == text)
            return exit;
        await io.Output.WriteLineAsync(check ? $"would change {file}" : $"aligned {file}");
        if (check)
            return ExitCodes.No;
        FileReplacement.Write(file, Strict.GetBytes(formatted.Text));
        return exit;
    }
}
