using System.CommandLine;
using System.CommandLine.Help;

namespace PolicyHa.Api.Commands;

/// <summary>Parses and runs a command line the way <c>policyha</c> does.</summary>
static class CommandLine
{
    /// <summary>Wrong usage ends with 2 and says how it is right, on standard error.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var parsed = CommandTree.Create().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await errors.WriteLineAsync(error.Message);
            await errors.WriteLineAsync($"usage: {Usage(parsed.CommandResult.Command)}; policyha --help tells more");
            return ExitCodes.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = output,
            Error = errors,
            // the service itself takes care of SIGTERM, and of its time
            ProcessTerminationTimeout = null,
        });
    }

    static string Usage(Command command)
    {
        var arguments = command.Arguments.Select(a => a.HelpName ?? a.Name.ToUpperInvariant());
        var options = command.Options.Where(o => o is not HelpOption).Select(o => $"[{o.Name}]");
        var verb = command is RootCommand ? "VERB" : command.Name;
        return string.Join(' ', ["policyha", verb, .. arguments, .. options]);
    }
}
