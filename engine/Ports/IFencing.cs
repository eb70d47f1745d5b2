using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Ports;

/// <summary>Switches hosts off and says whether they are. The proof is the engine's: all devices of a level, read twice, apart in time.</summary>
public interface IFencing
{
    /// <summary>The devices that switch the host off, as configured. Says nothing about whether they work.</summary>
    FenceTopology TopologyOf(HostName host);

    /// <summary>Told of all hosts as the cloud has them, after each reading of it and at the start: which device is whose may rest on where a host is.</summary>
    void Know(IReadOnlyCollection<ComputeHost> hosts)
    {
    }

    /// <summary>A device is configured for the host, or its watchdog is to be waited for, or a person.</summary>
    bool CanFence(HostName host) => TopologyOf(host) is { HasDevices: true } or { Watchdog: not null } or { ByPerson: true };

    /// <summary>Asks one device to switch the host off. Safe to repeat. "Accepted" is not "off".</summary>
    /// <param name="device">By its name in the host's topology.</param>
    Task<ActionAnswer> PowerOffAsync(HostName host, string device, ActionContext context, CancellationToken ct);

    /// <summary>Asks one device to switch the host on again. Safe to repeat. "Accepted" is not "on".</summary>
    /// <param name="device">By its name in the host's topology.</param>
    Task<ActionAnswer> PowerOnAsync(HostName host, string device, ActionContext context, CancellationToken ct);

    /// <summary>
    /// Asks one device, now and uncached, whether what it switches is off. Never throws for a device that does not answer: that is
    /// <see cref="PowerState.Unknown"/>.
    /// </summary>
    /// <param name="device">By its name in the host's topology.</param>
    Task<PowerReading> ReadPowerAsync(HostName host, string device, CancellationToken ct);
}
