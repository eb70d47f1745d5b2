using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>How far a limit is used up in one failure domain.</summary>
/// <param name="Holders">Who is counted, by name.</param>
/// <param name="Max">How many may be.</param>
/// <param name="OfHosts">How many hosts the domain has.</param>
public sealed record LimitCount(FenceLimit Limit, FailureDomain Domain, IReadOnlyList<HostName> Holders, int Max, int OfHosts)
{
    public int Used => Holders.Count;

    /// <summary>More of them nobody reads.</summary>
    public const int HoldersShown = 10;

    /// <summary>For sentences: <c>h1, h2</c>.</summary>
    public string HolderNames => string.Join(", ", Holders.Take(HoldersShown)) + (Used > HoldersShown ? ", ..." : "");
}
