using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.State;

/// <summary>What the hosts of a segment add to the counts of limits. Immutable.</summary>
/// <param name="hosts">Those that add anything, by name.</param>
public sealed class SegmentLoad(SegmentName segment, IReadOnlyList<HostLoad> hosts) : IEquatable<SegmentLoad>
{
    string? digest;

    public SegmentName Segment => segment;

    public IReadOnlyList<HostLoad> Hosts => hosts;

    /// <summary>Two of the same digest add the same. Kept: each turn of every other segment asks for it.</summary>
    internal string Digest => digest ??= MadeDigest();

    /// <param name="beliefs">Null while the rules have not been asked: hosts that only a rule finds faulty are not known then.</param>
    public static SegmentLoad Of(SegmentName segment, IReadOnlyList<HostView> hosts, Beliefs? beliefs, DateTimeOffset now)
    {
        var loads = new List<HostLoad>();
        foreach (var host in hosts)
        {
            var plan = host.Incidents.Count > 0 && host.PlanOf(host.Incident) is { Strength: PlanStrength.Fence, IsOver: false, TakesItsPlace: true } own ? own : null;
            var fencedAt = host.LastFencedAt is { } at && at + PolicyLimits.MemoryMax > now ? host.LastFencedAt : null;
            var load = new HostLoad(
                host.Compute,
                host.Signals.AnyDown || AsksForFence(beliefs?.FaultOf(host.Name)),
                host.Mark is not null,
                plan is not null,
                plan is not null && plan.Steps.Any(s => s is { Kind: StepKind.Fence, IsOver: false }),
                fencedAt);
            if (load.IsOut || fencedAt is not null)
                loads.Add(load);
        }

        return new SegmentLoad(segment, loads);
    }

    /// <summary>The same after these decisions.</summary>
    public SegmentLoad After(IReadOnlyList<Decision> decisions)
    {
        var admitted = decisions.OfType<Decision.Recover>().Where(r => r.Plan is { Strength: PlanStrength.Fence, TakesItsPlace: true })
            .ToDictionary(r => r.Plan.Host, r => r.Subject.Host.Compute);
        if (admitted.Count == 0)
            return this;
        var known = Hosts.Select(h => h.Name).ToHashSet();
        return new SegmentLoad(
            Segment,
            [
                .. Hosts.Select(h => admitted.ContainsKey(h.Name) ? h.Admitted() : h)
                    .Concat(admitted.Where(a => !known.Contains(a.Key)).Select(a => new HostLoad(a.Value, true, false, true, true, null)))
                    .OrderBy(h => h.Name),
            ]);
    }

    public bool Equals(SegmentLoad? other) =>
        ReferenceEquals(this, other) || (other is not null && Segment == other.Segment && Hosts.SequenceEqual(other.Hosts));

    public override bool Equals(object? obj) => Equals(obj as SegmentLoad);

    public override int GetHashCode() => Segment.GetHashCode();

    string MadeDigest()
    {
        using var text = new DigestText();
        foreach (var host in Hosts)
            host.AppendTo(text);
        return text.Hash();
    }

    static bool AsksForFence(RowMatch? row)
    {
        if (row is null)
            return false;
        foreach (var (_, ladder) in row.Cells)
        {
            foreach (var rung in ladder.Rungs)
            {
                if (rung.Wants(RecoveryAction.Fence))
                    return true;
            }
        }

        return false;
    }
}
