using System.CommandLine;
using PolicyHa.Adapters.Storage;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Hosting;
using PolicyHa.Api.Operating;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha serve</c>: the service.</summary>
static class ServeCommand
{
    public static Command Create()
    {
        var config = new Option<string?>("--config")
        {
            Description = $"Configuration file; default {ConfigurationReader.DefaultFile}. "
                + "POLICYHA__SECTION__KEY in the environment wins over it.",
            HelpName = "FILE",
        };
        var command = new Command("serve", "Run the service until SIGTERM.") { config };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(config), parsed.InvocationConfiguration.Error, ct));
        return command;
    }

    static async Task<int> RunAsync(string? config, TextWriter errors, CancellationToken ct)
    {
        var load = ConfigurationReader.Read(config);
        if (!load.IsValid)
        {
            foreach (var mistake in load.Mistakes)
                await errors.WriteLineAsync($"configuration: {mistake}");
            await errors.WriteLineAsync($"{load.Mistakes.Count} mistakes in the configuration; nothing was started");
            return ExitCodes.No;
        }

        var source = new PolicySource(load.Options.Policy);
        var files = source.Load();
        try
        {
            // Bad files do not disarm: the policy that was in force goes on, and the service tells what is wrong.
            await using var app = ServiceHost.Build(load.Options, source, files);
            var service = app.Services.GetRequiredService<ServiceState>();
            await app.RunAsync(ct);
            return service.Failure is null ? ExitCodes.Ok : ExitCodes.No;
        }
        catch (NoPolicyException e)
        {
            await errors.WriteAsync(ProblemText.Print(e.Files.Problems, e.Files.Sources));
            await errors.WriteLineAsync($"{e.Message}; nothing was started");
            return ExitCodes.No;
        }
        catch (Exception e) when (e is StoreOpenException or IOException)
        {
            await errors.WriteLineAsync($"cannot start: {e.Message}");
            return ExitCodes.No;
        }
    }
}
