using PolicyHa.Adapters.Fencing.Devices;
using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing.Maas;

/// <summary>A host that a MAAS switches.</summary>
sealed class MaasDevice(MaasMachines machines) : IPowerDevice
{
    public async Task<PowerReading> ReadAsync(CancellationToken ct)
    {
        try
        {
            var machine = await machines.FindAsync(ct);
            var state = await machines.QueryPowerAsync(machine, ct);
            return new(StateOf(state), machines.Name, $"machine {machine} is {state}");
        }
        catch (DeviceException e)
        {
            return new(PowerState.Unknown, machines.Name, e.Message);
        }
    }

    public async Task<ActionAnswer> SwitchAsync(PowerState wanted, ActionContext context, CancellationToken ct)
    {
        try
        {
            var machine = await machines.FindAsync(ct);
            return await machines.SwitchAsync(machine, wanted, context, ct) switch
            {
                // MAAS passes on what boards say that have nothing to do.
                ActionAnswer.Refused when (await ReadAsync(ct)).State == wanted => new ActionAnswer.Accepted(null),
                var answer => answer,
            };
        }
        catch (DeviceException e)
        {
            return new ActionAnswer.Refused(e.Message, e.Retryable);
        }
    }

    /// <summary>"unknown" and "error" are what they say.</summary>
    static PowerState StateOf(string state) => state switch
    {
        "off" => PowerState.Off,
        "on" => PowerState.On,
        _ => PowerState.Unknown,
    };
}
