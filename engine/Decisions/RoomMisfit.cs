using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>An instance for which there is no room.</summary>
/// <param name="LacksRoom">It may be on hosts that could be given it, and they are full; else there is no such host, whatever its room.</param>
public sealed record RoomMisfit(Instance Instance, Footprint Claim, bool LacksRoom)
{
    /// <summary>More of them nobody reads in one sentence.</summary>
    const int NamedMax = 50;

    public override string ToString() => $"{Instance.Name} ({Claim})";

    /// <summary>For sentences: <c>c1 (2 vcpus, 4096 MiB), c2 (1 vcpu, 512 MiB)</c>.</summary>
    internal static string Named(IEnumerable<RoomMisfit> misfits)
    {
        var all = misfits.ToList();
        return string.Join(", ", all.Take(NamedMax)) + (all.Count > NamedMax ? $" and {all.Count - NamedMax} more" : "");
    }
}
