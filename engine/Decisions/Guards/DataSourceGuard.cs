using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>
/// Nova says of most hosts that they are gone, and everybody who looks at them says they are well: it is Nova that cannot be trusted,
/// and where it cannot see the services it cannot evacuate to them either.
/// </summary>
sealed class DataSourceGuard : IServiceGuard
{
    public Gate Gate { get; } = new(
        HoldReason.DataSourceBroken, FailMode.Open,
        $"a fence, while Nova has {NovaDoubt.SharePercent} percent or more, and at least {NovaDoubt.ServicesMin}, of the segment's well hosts down",
        "a host that nobody reports on is not counted as well");

    public string? Objection(ClusterSnapshot snapshot, RecoveryPolicy policy)
    {
        var well = snapshot.Hosts.Where(h => IsSeenWell(h) && IsExpectedUp(h)).ToList();
        var gone = well.Count(h => !h.Compute.ServiceUp);
        return NovaDoubt.Holds(gone, well.Count)
            ? $"Nova has {gone} of {well.Count} compute services down whose hosts are seen well: what it says cannot be trusted"
            : null;
    }

    /// <summary>
    /// Of nova-compute it is enough that nobody is believed who calls it down: Nova may be an observer of it, or the only one, and its own
    /// doubtful word must not hide that the others see the host well.
    /// </summary>
    static bool IsSeenWell(HostView host) =>
        host.Signals.IsUpBeside(Signal.NovaCompute) && host.Signals[Signal.NovaCompute].Status != SignalStatus.Down;

    static bool IsExpectedUp(HostView host) => host is { Maintenance: false, Mark: null } && NovaDoubt.ShouldHear(host.Compute);
}
