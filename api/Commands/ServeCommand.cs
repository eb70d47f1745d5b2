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
        var policy = source.Load();
        if (!policy.IsValid)
        {
            await errors.WriteAsync(ProblemText.Print(policy.Problems, policy.Sources));
            await errors.WriteLineAsync("the policy has errors; nothing was started");
            return ExitCodes.No;
        }

        try
        {
            await using var app = ServiceHost.Build(load.Options, source, policy);
            var service = app.Services.GetRequiredService<ServiceState>();
            await app.RunAsync(ct);
            return service.Failure is null ? ExitCodes.Ok : ExitCodes.No;
        }
        catch (Exception e) when (e is StoreOpenException or IOException)
        {
            await errors.WriteLineAsync($"cannot start: {e.Message}");
            return ExitCodes.No;
        }
    }
}
