using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>
/// Switches hosts off by their BMCs. There is no circuit breaker on purpose: a needed fence is always tried. Each call
/// has its own time limit, so that a BMC that hangs keeps nobody but its own host waiting.
/// </summary>
sealed class RedfishFencing(RedfishDevices devices, HostLevels levels) : IFencing
{
    /// <summary>
    /// The only way off that asks nobody: a graceful shutdown waits for the very system that is in trouble.
    /// </summary>
    const string ForceOff = "ForceOff";

    const string On = "On";

    public FenceTopology TopologyOf(HostName host) => levels.Of(host);

    public async Task<PowerReading> ReadPowerAsync(HostName host, string device, CancellationToken ct)
    {
        if (devices.For(host, device) is not { } bmc)
            return new(PowerState.Unknown, device, $"no fencing device {device} is configured for {host}");
        try
        {
            var system = await bmc.ReadSystemAsync(ct);
            return new(system.Power, bmc.Name, $"PowerState {system.PowerText}");
        }
        catch (BmcException e)
        {
            return new(PowerState.Unknown, bmc.Name, e.Message);
        }
    }

    public Task<ActionAnswer> PowerOffAsync(HostName host, string device, ActionContext context, CancellationToken ct) =>
        SwitchAsync(host, device, ForceOff, PowerState.Off, context, ct);

    public Task<ActionAnswer> PowerOnAsync(HostName host, string device, ActionContext context, CancellationToken ct) =>
        SwitchAsync(host, device, On, PowerState.On, context, ct);

    async Task<ActionAnswer> SwitchAsync(
        HostName host, string device, string reset, PowerState wanted, ActionContext context, CancellationToken ct)
    {
        if (devices.For(host, device) is not { } bmc)
            return new ActionAnswer.Refused($"no fencing device {device} is configured for {host}", Retryable: false);
        try
        {
            var system = await bmc.ReadSystemAsync(ct);
            var allowed = await bmc.AllowedResetsAsync(system, ct);
            if (allowed.Count > 0 && !allowed.Contains(reset))
                return Refuse($"{bmc.Name} offers no {reset}, only {string.Join(", ", allowed)}");
            if (system.ResetTarget is not { } target)
                return Refuse($"{bmc.Name} offers no reset of {system.Path}");
            return await bmc.ResetAsync(target, reset, context, ct) switch
            {
                ActionAnswer.Refused when await IsAsync(bmc, wanted, ct) => new ActionAnswer.Accepted(null),
                var answer => answer,
            };
        }
        catch (BmcException e)
        {
            return new ActionAnswer.Refused(e.Message, e.Retryable);
        }
    }

    /// <summary>BMCs refuse to switch off what is off, or on what is on, each in its own words.</summary>
    static async Task<bool> IsAsync(Bmc bmc, PowerState wanted, CancellationToken ct)
    {
        try
        {
            return (await bmc.ReadSystemAsync(ct)).Power == wanted;
        }
        catch (BmcException)
        {
            return false;
        }
    }

    static ActionAnswer.Refused Refuse(string reason) => new(reason, Retryable: false);
}
