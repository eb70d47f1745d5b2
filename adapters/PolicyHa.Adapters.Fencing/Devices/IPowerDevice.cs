using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing.Devices;

/// <summary>One host as one device sees and switches it.</summary>
interface IPowerDevice
{
    /// <summary>Asks now and uncached. Never throws for a device that does not answer, or answers for another host: that is <see cref="PowerState.Unknown"/>.</summary>
    Task<PowerReading> ReadAsync(CancellationToken ct);

    /// <summary>Asks for the power to be as wanted. Safe to repeat; "accepted" is not "done".</summary>
    /// <param name="wanted"><see cref="PowerState.Off"/> or <see cref="PowerState.On"/>.</param>
    Task<ActionAnswer> SwitchAsync(PowerState wanted, ActionContext context, CancellationToken ct);
}
