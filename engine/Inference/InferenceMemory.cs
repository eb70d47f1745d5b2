using System.Collections.Concurrent;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference;

/// <summary>
/// What is kept between turns: the inference of each segment, and what the segments tell each other. Thread-safe across segments;
/// one segment has one turn at a time.
/// </summary>
public sealed class InferenceMemory
{
    readonly ConcurrentDictionary<SegmentName, SegmentInference> segments = new();
    readonly Lock gate = new();
    volatile FleetFacts fleet = FleetFacts.None;

    /// <summary>What the segments last told each other.</summary>
    public FleetFacts Fleet => fleet;

    /// <summary>Brings a segment's beliefs up to date. Another policy than before begins from nothing.</summary>
    /// <param name="toldOthers">Set when the other segments have something new to look at.</param>
    public Beliefs Update(ClusterSnapshot now, RecoveryPolicy policy, out bool toldOthers)
    {
        var name = now.Segment.Name;
        if (!segments.TryGetValue(name, out var inference) || !ReferenceEquals(inference.Policy, policy))
            segments[name] = inference = new SegmentInference(policy);
        var exports = inference.Exports;
        var beliefs = inference.Update(now, fleet);
        toldOthers = inference.TellsOthers && (!ReferenceEquals(exports, beliefs.Exports) || !Knows(name)) && Tell(now, beliefs);
        return beliefs;
    }

    bool Knows(SegmentName name) => fleet.Segments.Any(s => s.Segment == name);

    /// <summary>False when it is what was known.</summary>
    bool Tell(ClusterSnapshot now, Beliefs beliefs)
    {
        var news = new SegmentFacts(now.Segment.Name, beliefs.Exports, WideFacts.HostsByZone(now));
        lock (gate)
        {
            if (fleet.Segments.FirstOrDefault(s => s.Segment == news.Segment) is { } known && known.Equals(news))
                return false;
            fleet = new FleetFacts([.. fleet.Segments.Where(s => s.Segment != news.Segment).Append(news).OrderBy(s => s.Segment)]);
            return true;
        }
    }
}
