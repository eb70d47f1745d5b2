using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Simulation.World;

/// <summary>The hosts' fencing devices.</summary>
public sealed class SimFencing(SimWorld world) : IFencing
{
    public FenceTopology TopologyOf(HostName host) => world.Has(host) ? world.Host(host).Topology : FenceTopology.None;

    public Task<ActionAnswer> PowerOffAsync(HostName host, string device, ActionContext context, CancellationToken ct)
    {
        if (world.IsCallerCutOff)
            return Task.FromResult<ActionAnswer>(new ActionAnswer.Unclear("the device cannot be reached from here"));
        var target = world.Host(host);
        if (WhyOutOfReach(target) is { } why)
            return Task.FromResult<ActionAnswer>(new ActionAnswer.Refused(why, true));
        var asked = target.Device(device);
        var isNeedless = asked.MannerNow != DeviceManner.Hangs && StateOf(target, asked) == PowerState.Off;
        var manner = asked.UseManner();
        world.Record("fence", host, null, context, target.Devices.Count > 1 ? device : null, isNeedless);
        if (manner is DeviceManner.Works or DeviceManner.StaysOff)
            world.After(world.Times.Fence, () => SwitchOff(target, asked));
        return Task.FromResult<ActionAnswer>(manner switch
        {
            DeviceManner.Fails => new ActionAnswer.Refused("the device refused", true),
            DeviceManner.Hangs => new ActionAnswer.Unclear("the device did not answer"),
            _ => new ActionAnswer.Accepted(null),
        });
    }

    public Task<ActionAnswer> PowerOnAsync(HostName host, string device, ActionContext context, CancellationToken ct)
    {
        if (world.IsCallerCutOff)
            return Task.FromResult<ActionAnswer>(new ActionAnswer.Unclear("the device cannot be reached from here"));
        var target = world.Host(host);
        if (WhyOutOfReach(target) is { } why)
            return Task.FromResult<ActionAnswer>(new ActionAnswer.Refused(why, true));
        var asked = target.Device(device);
        var manner = asked.UseManner();
        world.Record("switch-on", host, null, context, target.Devices.Count > 1 ? device : null);
        if (manner == DeviceManner.Works)
            world.After(world.Times.Fence, () => SwitchOn(target, asked));
        return Task.FromResult<ActionAnswer>(manner switch
        {
            DeviceManner.Fails or DeviceManner.StaysOff => new ActionAnswer.Refused("the device refused", true),
            DeviceManner.Hangs => new ActionAnswer.Unclear("the device did not answer"),
            _ => new ActionAnswer.Accepted(null),
        });
    }

    public Task<PowerReading> ReadPowerAsync(HostName host, string device, CancellationToken ct)
    {
        var target = world.Host(host);
        if (world.IsCallerCutOff)
            return NoAnswer(target, device, "cannot be reached from here");
        if (WhyOutOfReach(target) is { } why)
            return NoAnswer(target, device, why);
        var asked = target.Device(device);
        var state = asked.MannerNow == DeviceManner.Hangs ? PowerState.Unknown : StateOf(target, asked);
        if (state == PowerState.Unknown)
            return NoAnswer(target, device, "no answer");
        asked.Read(state == PowerState.Off, world.Now);
        if (asked.IsMisread && target.PowerOn)
            (target.CountedDeadByMistake, target.MisreadAt) = (true, world.Now);
        return Task.FromResult(new PowerReading(state, device, state.ToString()));
    }

    Task<PowerReading> NoAnswer(SimHost host, string device, string why)
    {
        host.UnansweredAt = world.Now;
        return Task.FromResult(new PowerReading(PowerState.Unknown, device, why));
    }

    string? WhyOutOfReach(SimHost host) => host.ReachedThrough.Count == 0 || host.ReachedThrough.Any(h => world.Host(h).Runs)
        ? null
        : $"no host that reaches its device is up ({string.Join(", ", host.ReachedThrough)})";

    void SwitchOff(SimHost host, SimDevice device)
    {
        if (!device.IsOutlet)
        {
            world.PowerOff(host);
            return;
        }

        device.IsOn = false;
        if (host.IsUnplugged)
            world.PowerOff(host);
    }

    void SwitchOn(SimHost host, SimDevice device)
    {
        device.IsOn = true;
        world.SwitchOn(host);
    }

    /// <summary>What the device says, if it answers: a BMC lives on the power of its host's outlets.</summary>
    static PowerState StateOf(SimHost host, SimDevice device)
    {
        if (!device.IsMisread && !device.IsOutlet && host.IsUnplugged)
            return PowerState.Unknown;
        return !device.IsMisread && (device.IsOutlet ? device.IsOn : host.PowerOn) ? PowerState.On : PowerState.Off;
    }
}
