using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Decisions;

/// <summary>Who would find no room if these hosts died together now.</summary>
/// <param name="Hosts">By name.</param>
/// <param name="Misfits">The dearest first; at least one.</param>
public sealed record FailureForecast(IReadOnlyList<HostName> Hosts, IReadOnlyList<RoomMisfit> Misfits)
{
    /// <summary>For sentences: <c>if h3 died, 2 instances would find no room: c1 (2 vcpus, 4096 MiB), c2 (1 vcpu, 512 MiB)</c>.</summary>
    public override string ToString() =>
        $"if {string.Join(" and ", Hosts)} died now, {(Misfits.Count == 1 ? "1 instance" : $"{Misfits.Count} instances")} would find no room: {RoomMisfit.Named(Misfits)}";
}
