using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Simulation.World;

/// <summary>The hosts' fencing devices.</summary>
public sealed class SimFencing(SimWorld world) : IFencing
{
    public bool CanFence(HostName host) => world.Has(host) && world.Host(host).Fenceable;

    public Task<ActionAnswer> PowerOffAsync(HostName host, ActionContext context, CancellationToken ct)
    {
        if (world.IsCallerCutOff)
            return Task.FromResult<ActionAnswer>(new ActionAnswer.Unclear("the device cannot be reached from here"));
        var target = world.Host(host);
        var manner = MannerOf(target);
        world.Record("fence", host, null, context);
        if (manner == DeviceManner.Works)
            world.After(world.Times.Fence, () => world.PowerOff(target));
        return Task.FromResult<ActionAnswer>(manner switch
        {
            DeviceManner.Fails => new ActionAnswer.Refused("the device refused", true),
            DeviceManner.Hangs => new ActionAnswer.Unclear("the device did not answer"),
            _ => new ActionAnswer.Accepted(null),
        });
    }

    public Task<PowerReading> ReadPowerAsync(HostName host, CancellationToken ct)
    {
        if (world.IsCallerCutOff)
            return Task.FromResult(new PowerReading(PowerState.Unknown, $"bmc-{host}", "cannot be reached from here"));
        var target = world.Host(host);
        var manner = target.FenceTimes is 0 ? DeviceManner.Works : target.Fence;
        var on = target.PowerOn && manner != DeviceManner.Misreads;
        if (manner != DeviceManner.Hangs)
            target.Read(!on, world.Now);
        return Task.FromResult(manner == DeviceManner.Hangs
            ? new PowerReading(PowerState.Unknown, $"bmc-{host}", "no answer")
            : new PowerReading(on ? PowerState.On : PowerState.Off, $"bmc-{host}", on ? "On" : "Off"));
    }

    static DeviceManner MannerOf(SimHost host)
    {
        if (host.FenceTimes is 0)
            return DeviceManner.Works;
        var manner = host.Fence;
        host.FenceTimes -= 1;
        return manner;
    }
}
