using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Topology;

/// <summary>Everything a decision about one segment may rest on, at one moment. Immutable; time is in it.</summary>
/// <param name="TakenAt">UTC: "now" for every rule and guard.</param>
/// <param name="Hosts">By name.</param>
/// <param name="SawEverything">False until the fleet has been read from the cloud since the service started.</param>
public sealed record ClusterSnapshot(
    DateTimeOffset TakenAt,
    FailoverSegment Segment,
    IReadOnlyList<HostView> Hosts,
    OperatorState Operators,
    bool SawEverything)
{
    /// <summary>
    /// Other segments of which it is not yet known what they tell by the policy in force, by name. None where its rules look at no
    /// other segment.
    /// </summary>
    public IReadOnlyList<SegmentName> Unheard { get; init; } = [];

    /// <summary>What is missing of the first full picture since the start, in words; null: nothing.</summary>
    public string? Unseen { get; init; }

    /// <summary>That observers who used to repeat themselves have all fallen silent, in words; null: they have not.</summary>
    public string? Silence { get; init; }

    /// <summary>That the cloud could not be read again and again, in words; null: it could.</summary>
    public string? CloudDoubt { get; init; }

    /// <summary>How many schedulers of the cloud are up; null: not known.</summary>
    public int? SchedulersUp { get; init; }

    /// <summary>The machine this service runs on; null: not known.</summary>
    public HostName? Own { get; init; }

    /// <summary>How many conductors of the cloud are up; null: not known.</summary>
    public int? ConductorsUp { get; init; }

    /// <summary>What hosts of the other segments add to the counts of limits, by segment.</summary>
    public IReadOnlyList<SegmentLoad> Elsewhere { get; init; } = [];

    /// <summary>Hosts of each failure domain, in all segments; null: there is no other segment.</summary>
    public DomainSizes? Sizes { get; init; }

    /// <summary>Storms and cliffs this segment has seen: the newest of each kind.</summary>
    public IReadOnlyList<StormRecord> Storms { get; init; } = [];

    /// <summary>When the cloud last said what it is made of, UTC; <see cref="DateTimeOffset.MinValue"/> when it never has.</summary>
    public DateTimeOffset FleetReadAt { get; init; }

    /// <summary>Hosts that have left the segment, or the cloud, and about which something is still open here; by name.</summary>
    public IReadOnlyList<HostView> Strays { get; init; } = [];

    /// <summary>SHA-256 over the text of all that decisions look at, lower-case hex: two equal digests were decided alike.</summary>
    public string Digest()
    {
        using var text = Begin();
        foreach (var host in Hosts)
        {
            host.AppendTo(text);
            host.AppendInstancesTo(text);
        }

        return text.Hash();
    }

    /// <summary>The same over what a decision about any host looks at: instances are left out.</summary>
    internal string DigestOfHosts()
    {
        using var text = Begin();
        foreach (var host in Hosts)
            host.AppendTo(text);
        return text.Hash();
    }

    DigestText Begin()
    {
        var text = new DigestText();
        text.Add(Segment.Name.Value);
        text.Add(Operators.Disarmed is null);
        foreach (var part in Operators.PartsDisarmed)
            text.Add($"disarmed {part.Scope} {part.Until}");
        foreach (var pause in Operators.Pauses)
            text.Add($"paused {pause.Scope} {pause.Until}");
        text.Add(SawEverything && Unheard.Count == 0);
        text.Add(Unseen);
        text.Add(Silence is null);
        text.Add(CloudDoubt is null);
        text.Add(SchedulersUp is not 0);
        if (Own is { } own)
            text.Add(own.Value);
        text.Add(ConductorsUp is not 0);
        text.Add(Sizes?.Digest);
        foreach (var load in Elsewhere.Where(l => l.Hosts.Count > 0))
            text.Add(load.Digest);
        foreach (var storm in Storms)
        {
            text.Add(storm.Limit);
            text.Add(storm.Domain.ToString());
            text.Add(storm.BeganAt.UtcTicks);
            text.Add(storm.EndedAt?.UtcTicks ?? 0);
            text.Add(storm.Missing);
        }

        return text;
    }

    internal StormRecord? StormIn(FenceLimit limit, FailureDomain domain) =>
        Storms.FirstOrDefault(s => s.Limit == limit.Name && s.Domain == domain);

    public HostView? Host(HostName name) => Hosts.FirstOrDefault(h => h.Name == name);
}
