namespace PolicyHa.Engine.Policies;

/// <summary>A line of <c>limits</c>: how much may fail, or be fenced, together. Asked after all rules have spoken.</summary>
/// <param name="Name">As in the file.</param>
/// <param name="At">Where it is written.</param>
public abstract record FenceLimit(string Name, LimitScope Per, RuleSource At)
{
    /// <summary>So many hosts may be under recovery by fencing at a time; more are deferred, the oldest fault comes first.</summary>
    /// <param name="Max">From 0 (never fence) up.</param>
    public sealed record Slots(string Name, LimitScope Per, int Max, RuleSource At) : FenceLimit(Name, Per, At);

    /// <summary>So many fences may be begun within a time; more are deferred. Counted are fences that were proven, and those under way.</summary>
    /// <param name="Max">From 1 up.</param>
    /// <param name="Window">From 1 s to 1 h.</param>
    public sealed record Rate(string Name, LimitScope Per, int Max, TimeSpan Window, RuleSource At) : FenceLimit(Name, Per, At);

    /// <summary>
    /// Percent of the hosts that may be down, fenced or in flight together. Above it no new fence starts: a storm. One host is
    /// always allowed, so that a small domain can recover at all.
    /// </summary>
    /// <param name="Percent">1 to 100.</param>
    /// <param name="Memory">A host that was fenced counts for so long, even if it is back: one after the other is a storm too.</param>
    /// <param name="CoolDown">After a storm nothing new is fenced for so long.</param>
    public sealed record Share(string Name, LimitScope Per, int Percent, TimeSpan Memory, TimeSpan CoolDown, RuleSource At)
        : FenceLimit(Name, Per, At)
    {
        /// <summary>Hosts of a domain of <paramref name="hosts"/> that may be down together before it counts as a storm.</summary>
        public int MaxOf(int hosts) => Math.Max(1, hosts * Percent / 100);
    }

    /// <summary>
    /// So many hosts may be down, fenced or in flight together, this one among them. More than that: nothing new is fenced there, by
    /// anybody's count a failure of the domain and not of its hosts.
    /// </summary>
    /// <param name="Max">From 0 (never fence there) up; null where the aggregate says it.</param>
    /// <param name="Metadata">The aggregate's metadata key whose value is the number; an aggregate without it has no budget.</param>
    public sealed record Budget(string Name, LimitScope Per, int? Max, string? Metadata, RuleSource At) : FenceLimit(Name, Per, At);

    /// <summary>A host that falls ill so often within a time is in quarantine: for a while it is no target.</summary>
    /// <param name="Falls">From 2 up to as many as are remembered.</param>
    /// <param name="Window">At most as far back as falls are remembered.</param>
    /// <param name="Lasts">Counted from the last fall. 0 s to 1 day.</param>
    public sealed record Quarantine(string Name, LimitScope Per, int Falls, TimeSpan Window, TimeSpan Lasts, RuleSource At)
        : FenceLimit(Name, Per, At);

    /// <summary>
    /// That percentage of the hosts that were seen well vanished within one round: rather the way to them. Nothing is fenced for
    /// some rounds; when they are still gone after that the other limits decide.
    /// </summary>
    /// <param name="Percent">1 to 100.</param>
    /// <param name="Rounds">1 to 100.</param>
    /// <param name="Round">10 s to 10 min.</param>
    public sealed record Cliff(string Name, LimitScope Per, int Percent, int Rounds, TimeSpan Round, RuleSource At)
        : FenceLimit(Name, Per, At)
    {
        /// <summary>Fewer hosts than this vanish by themselves.</summary>
        public const int HostsMin = 3;

        public TimeSpan Lasts => Rounds * Round;
    }
}
