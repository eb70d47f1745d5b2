using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Ports;

/// <summary>Switches hosts off and says whether they are. The proof is the engine's: two reads, apart in time.</summary>
public interface IFencing
{
    /// <summary>A device is configured for the host. Says nothing about whether it works.</summary>
    bool CanFence(HostName host);

    /// <summary>Asks for the host to be off. Safe to repeat. "Accepted" is not "off".</summary>
    Task<ActionAnswer> PowerOffAsync(HostName host, ActionContext context, CancellationToken ct);

    /// <summary>
    /// Asks the device, now and uncached, whether the host is off. Never throws for a device that does not answer: that is
    /// <see cref="PowerState.Unknown"/>.
    /// </summary>
    Task<PowerReading> ReadPowerAsync(HostName host, CancellationToken ct);
}
