using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.State;

/// <summary>A storm, a cliff or a quarantine that a segment has seen, in one failure domain by one limit. The newest one only. Survives restarts.</summary>
/// <param name="Segment">Who saw it: a wide domain is watched by each of its segments.</param>
/// <param name="Limit">The limit's name.</param>
/// <param name="BeganAt">Of a cliff: when its rounds began to count, anew with every host that came back.</param>
/// <param name="EndedAt">Null: it goes on. Of a quarantine: when it will be over.</param>
/// <param name="Missing">Hosts that were out: of a storm when it began, of a cliff when last counted; of a quarantine how often its host fell.</param>
/// <param name="Of">Hosts of the domain; of a cliff those that had been well before.</param>
public sealed record StormRecord(
    SegmentName Segment, string Limit, FailureDomain Domain, DateTimeOffset BeganAt, DateTimeOffset? EndedAt, int Missing, int Of)
{
    /// <summary>There is one record of a key.</summary>
    public (SegmentName Segment, string Limit, FailureDomain Domain) Key => (Segment, Limit, Domain);
}
