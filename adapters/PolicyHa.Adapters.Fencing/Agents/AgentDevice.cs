using PolicyHa.Adapters.Fencing.Devices;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing.Agents;

/// <summary>A host as a fence agent sees it. Each call is a process of its own.</summary>
sealed class AgentDevice(HostName host, FencingDeviceOptions device, string path, TimeProvider clock) : IPowerDevice
{
    const int ExitOff = 2;

    /// <summary>What agents say when they never came so far as to switch anything.</summary>
    static readonly IReadOnlyList<string> NothingWasSent =
    [
        "Unable to connect/login to fencing device", "Failed: You have to ", "Failed: Unable to obtain correct plug status",
        "Failed: Missing required parameter", "Failed: Unrecognised action",
    ];

    string Name => $"agent {device.Agent}{Told("ip")}{Told("plug")}";

    public async Task<PowerReading> ReadAsync(CancellationToken ct)
    {
        var (result, words) = await RunAsync("status", ct);
        var state = result.Exit switch
        {
            0 => PowerState.On,
            ExitOff => PowerState.Off,
            _ => PowerState.Unknown,                            // 1 says that it does not know, never that the host is on
        };
        return new PowerReading(state, Name, state == PowerState.Unknown ? words : $"status {state.ToString().ToLowerInvariant()}");
    }

    public async Task<ActionAnswer> SwitchAsync(PowerState wanted, ActionContext context, CancellationToken ct)
    {
        var action = wanted == PowerState.Off ? "off" : "on";
        var (result, words) = await RunAsync(action, ct);
        var said = $"{Name}: {action}: {words}";
        if (result.Exit == 0)
            return new ActionAnswer.Accepted(null);
        return result.IsNotRun || (result.Exit is not null && NothingWasSent.Any(n => result.Errors.Contains(n, StringComparison.Ordinal)))
            ? new ActionAnswer.Refused(said, Retryable: true)
            : new ActionAnswer.Unclear(said);
    }

    async Task<(AgentResult Result, string Words)> RunAsync(string action, CancellationToken ct)
    {
        string password;
        try
        {
            password = device.HasPassword ? DevicePassword.Read(device) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (AgentResult.NotRun(e.Message), e.Message);
        }

        if (AgentSecret.Problem(password) is { } problem)
            return (AgentResult.NotRun(problem), problem);
        var result = await AgentProcess.RunAsync(path, OptionsFor(action, password), device.CallLimit, clock, ct);
        return (result, result.Words(password));
    }

    IEnumerable<KeyValuePair<string, string>> OptionsFor(string action, string password)
    {
        yield return new("action", action);
        foreach (var (name, value) in device.Parameters)
            yield return new(name, Fill(value));
        if (device.Username.Length > 0)
            yield return new("username", device.Username);
        if (password.Length > 0)
            yield return new(device.SecretParameter, password);
    }

    string Told(string parameter) => device.Parameters.GetValueOrDefault(parameter) is { } value ? $" {Fill(value)}" : "";

    string Fill(string value) => HostTemplate.FillPlain(value, host, device.PlugOf(host));
}
