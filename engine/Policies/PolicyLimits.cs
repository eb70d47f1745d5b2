namespace PolicyHa.Engine.Policies;

/// <summary>Counts over the service's own acts: admission, after all rules have spoken.</summary>
public sealed record PolicyLimits
{
    /// <summary>Hosts of one segment that may be under recovery by fencing at the same time; more are deferred.</summary>
    /// <value>From 0 (never fence) up.</value>
    public required int FencingPerSegmentMax { get; init; }

    /// <summary>
    /// Percent of a segment's hosts that may be down, fenced or in flight together. Above it no new fence starts: a storm.
    /// One host is always allowed, so that small segments can recover at all.
    /// </summary>
    /// <value>1 to 100.</value>
    public required int StormSharePercent { get; init; }

    /// <summary>Where each limit is written.</summary>
    public required RuleSource FencingAt { get; init; }

    public required RuleSource StormAt { get; init; }

    /// <summary>Hosts of a segment of <paramref name="hosts"/> that may be down together before it counts as a storm.</summary>
    public int StormHostsMax(int hosts) => Math.Max(1, hosts * StormSharePercent / 100);
}
