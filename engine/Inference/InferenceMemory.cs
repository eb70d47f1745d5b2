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
    readonly ConcurrentDictionary<SegmentName, Kept> segments = new();
    readonly Lock gate = new();
    volatile FleetFacts told = FleetFacts.None;
    volatile Fleet? fleet;

    /// <summary>Under this policy every segment of the fleet has told; null while that is not so, or not known.</summary>
    volatile RecoveryPolicy? allToldUnder;

    /// <summary>What the segments last told each other.</summary>
    public FleetFacts Fleet => told;

    /// <summary>Takes over which segments there are. Those that left are forgotten, with all that they told.</summary>
    public void Keep(Fleet seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        if (ReferenceEquals(fleet, seen))
            return;
        lock (gate)
        {
            (fleet, allToldUnder) = (seen, null);
            foreach (var name in segments.Keys)
            {
                if (seen.Segment(name) is null)
                    segments.TryRemove(name, out _);
            }

            if (told.Segments.Any(s => seen.Segment(s.Segment) is null))
                told = new FleetFacts([.. told.Segments.Where(s => seen.Segment(s.Segment) is not null)]);
        }
    }

    /// <summary>Brings a segment's beliefs up to date. Another policy than before begins from nothing.</summary>
    /// <param name="toldOthers">Set when the other segments have something new to look at.</param>
    public Beliefs Update(ClusterSnapshot now, RecoveryPolicy policy, out bool toldOthers)
    {
        ArgumentNullException.ThrowIfNull(now);
        var name = now.Segment.Name;
        if (!segments.TryGetValue(name, out var kept) || !ReferenceEquals(kept.Inference.Policy, policy))
            segments[name] = kept = new Kept(new SegmentInference(policy));
        var beliefs = kept.Inference.Update(now, told);

        // rules in trouble know less than there is: what they told before stands
        toldOthers = kept.Inference.TellsOthers && beliefs.Error is null && kept.HasNews && Tell(name, kept);
        return beliefs;
    }

    /// <summary>
    /// Segments of the fleet that have not told what they know under this policy, by name. None where its rules look at no other
    /// segment. While there are any, a veto may be missing.
    /// </summary>
    public IReadOnlyList<SegmentName> Unheard(RecoveryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.RulePlan.FleetReads.IsEmpty || ReferenceEquals(allToldUnder, policy))
            return [];
        lock (gate)
        {
            var heard = told.Segments.Where(s => ReferenceEquals(s.By, policy)).Select(s => s.Segment).ToHashSet();
            SegmentName[] unheard = [.. (fleet?.Segments ?? []).Select(s => s.Name).Where(s => !heard.Contains(s))];
            if (unheard.Length == 0)
                allToldUnder = policy;
            return unheard;
        }
    }

    /// <summary>False when it is what was known.</summary>
    bool Tell(SegmentName name, Kept kept)
    {
        var (exports, zones) = (kept.Inference.Exports, kept.Inference.HostsByZone);
        var news = new SegmentFacts(name, exports, zones, kept.Inference.Policy);
        lock (gate)
        {
            if (fleet is { } known && known.Segment(name) is null)
                return false;
            (kept.Exports, kept.Zones) = (exports, zones);
            if (told.Segments.FirstOrDefault(s => s.Segment == name) is { } before && before.Equals(news))
                return false;
            told = new FleetFacts([.. told.Segments.Where(s => s.Segment != name).Append(news).OrderBy(s => s.Segment)]);
            return true;
        }
    }

    /// <summary>A segment's inference, and what it was when it last told.</summary>
    sealed class Kept(SegmentInference inference)
    {
        public SegmentInference Inference => inference;

        public IReadOnlyList<Fact>? Exports { get; set; }

        public IReadOnlyDictionary<string, int>? Zones { get; set; }

        /// <summary>They are made anew when they may have changed.</summary>
        public bool HasNews => !ReferenceEquals(Exports, inference.Exports) || !ReferenceEquals(Zones, inference.HostsByZone);
    }
}
