using PolicyHa.Adapters.Fencing.Devices;
using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>A host behind a board with Redfish.</summary>
sealed class RedfishDevice(Bmc bmc) : IPowerDevice
{
    /// <summary>
    /// The only way off that asks nobody: a graceful shutdown waits for the very system that is in trouble.
    /// </summary>
    const string ForceOff = "ForceOff";

    const string On = "On";

    public async Task<PowerReading> ReadAsync(CancellationToken ct)
    {
        try
        {
            var system = await bmc.ReadSystemAsync(ct);
            var detail = $"PowerState {system.PowerText}";
            return new(system.Power, bmc.Name, bmc.WhyBasic is { } why ? $"{detail}; by Basic, for there is no session: {why}" : detail);
        }
        catch (DeviceException e)
        {
            return new(PowerState.Unknown, bmc.Name, e.Message);
        }
    }

    public async Task<ActionAnswer> SwitchAsync(PowerState wanted, ActionContext context, CancellationToken ct)
    {
        var reset = wanted == PowerState.Off ? ForceOff : On;
        try
        {
            var system = await bmc.ReadSystemAsync(ct);
            var allowed = await bmc.AllowedResetsAsync(system, ct);
            if (allowed.Count > 0 && !allowed.Contains(reset))
                return Refuse($"{bmc.Name} offers no {reset}, only {string.Join(", ", allowed)}");
            if (system.ResetTarget is not { } target)
                return Refuse($"{bmc.Name} offers no reset of {system.Path}");
            return await bmc.ResetAsync(target, reset, token => IsAsync(wanted, token), context, ct) switch
            {
                ActionAnswer.Refused when await IsAsync(wanted, ct) => new ActionAnswer.Accepted(null),
                var answer => answer,
            };
        }
        catch (DeviceException e)
        {
            return new ActionAnswer.Refused(e.Message, e.Retryable);
        }
    }

    /// <summary>BMCs refuse to switch off what is off, or on what is on, each in its own words.</summary>
    async Task<bool> IsAsync(PowerState wanted, CancellationToken ct)
    {
        try
        {
            return (await bmc.ReadSystemAsync(ct)).Power == wanted;
        }
        catch (DeviceException)
        {
            return false;
        }
    }

    static ActionAnswer.Refused Refuse(string reason) => new(reason, Retryable: false);
}
