using System.CommandLine;
using System.Text;
using PolicyHa.Api.Commands.Evaluation;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha eval</c>: tries an expression out, or a whole file of them.</summary>
static class EvalCommand
{
    public static Command Create()
    {
        var expression = new Argument<string?>("expression")
        {
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "EXPR",
            Description = "An expression such as \"size(name) > 3\".",
        };
        var vars = new Option<string?>("--vars")
        {
            HelpName = "FILE",
            Description = "YAML or JSON: the variables of EXPR with their values.",
        };
        var batch = new Option<string?>("--batch")
        {
            HelpName = "FILE",
            Description = "One JSON {\"expr\",\"bindings\"} a line in (- reads standard input), "
                + "one {\"value\"}, {\"error\"} or {\"unsupported\"} a line out.",
        };
        var json = ServiceClient.JsonOption();
        var command = new Command("eval", "Try an expression.") { expression, vars, batch, json };
        command.Validators.Add(result =>
        {
            var isBatch = result.GetValue(batch) is not null;
            if (isBatch == result.GetValue(expression) is not null)
                result.AddError("eval takes either an expression or --batch FILE");
            if (isBatch && result.GetValue(vars) is not null)
                result.AddError("--vars goes with an expression; the lines of a batch carry their bindings");
        });
        command.SetAction((parsed, ct) => parsed.GetValue(batch) is { } file
            ? RunBatchAsync(file, parsed.InvocationConfiguration, ct)
            : RunOneAsync(
                parsed.GetValue(expression)!,
                parsed.GetValue(vars),
                parsed.GetValue(json),
                parsed.InvocationConfiguration));
        return command;
    }

    static async Task<int> RunOneAsync(string expression, string? vars, bool json, InvocationConfiguration io)
    {
        var variables = vars is null ? VariableFile.None : VariableFile.Read(vars);
        if (variables.Mistake is { } mistake)
        {
            await io.Error.WriteLineAsync(mistake);
            return ExitCodes.Usage;
        }

        var trial = ExpressionTrial.Run(expression, variables.Values);
        if (json)
            await io.Output.WriteLineAsync(trial.ToJson());
        else if (trial.IsRight)
            await io.Output.WriteLineAsync(trial.Value.ToString());
        await io.Error.WriteAsync(trial.Complaint);
        return trial.IsRight ? ExitCodes.Ok : ExitCodes.No;
    }

    static async Task<int> RunBatchAsync(string file, InvocationConfiguration io, CancellationToken ct)
    {
        try
        {
            await using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            using var lines = new StreamReader(input, Encoding.UTF8);
            while (await lines.ReadLineAsync(ct) is { } line)
            {
                await io.Output.WriteLineAsync(EvalBatch.Answer(line));
                await io.Output.FlushAsync(ct);
            }

            return ExitCodes.Ok;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await io.Error.WriteLineAsync($"{file}: cannot be read: {e.Message}");
            return ExitCodes.Usage;
        }
    }
}
