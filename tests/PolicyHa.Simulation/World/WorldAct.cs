using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Simulation.World;

/// <summary>Something the service did to the world, as the world saw it: an accepted call.</summary>
/// <param name="At">From the start.</param>
/// <param name="Kind"><c>fence</c>, <c>force-down</c>, <c>evacuate</c>, <c>live-migrate</c>, <c>abort-live-migration</c>, <c>stop</c>, <c>start</c>, <c>reboot</c>, <c>restart-service</c>,
/// <c>clear-forced-down</c>, <c>disable</c>, <c>enable</c>.</param>
/// <param name="Order">Position among all acts.</param>
/// <param name="By">Which process called.</param>
/// <param name="Context">For which step, and under which epoch.</param>
public sealed record WorldAct(int Order, TimeSpan At, string Kind, HostName Host, string? Instance, string By, ActionContext Context)
{
    /// <summary>What time it was for the caller.</summary>
    public DateTimeOffset CallerNow { get; init; }

    /// <summary>Of a move: the host that was asked for; null: the scheduler was to choose.</summary>
    public HostName? Target { get; init; }

    /// <summary>Which of several fencing devices was asked.</summary>
    public string? Device { get; init; }

    /// <summary>The device said off already.</summary>
    public bool IsNeedless { get; init; }

    public override string ToString() => $"{Kind} {Instance ?? Host.Value}{(Device is null ? "" : $" by {Device}")}";
}
