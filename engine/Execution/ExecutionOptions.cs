namespace PolicyHa.Engine.Execution;

/// <summary>The rhythm of acts and of asking after them.</summary>
public sealed record ExecutionOptions
{
    /// <summary>Two reads of "off" must lie at least this far apart to be a proof.</summary>
    /// <value>Default 2 s: BMCs cache the power state; shorter reads the same answer twice.</value>
    public TimeSpan PowerReadGap { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a host stays without power before it is switched on again.</summary>
    /// <value>Default 10 s: supplies hold a charge for seconds, and a device needs rest between two commands.</value>
    public TimeSpan PowerOnAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a device is asked whether the host is off yet.</summary>
    /// <value>Default 0.5 s.</value>
    public TimeSpan PowerPoll { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How often the cloud is asked how a move or restart stands.</summary>
    /// <value>Default 1 s.</value>
    public TimeSpan MovePoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After a crash: how long to wait for traces of the act before it is repeated.</summary>
    /// <value>Default 5 s: an order of magnitude above what Nova and BMCs take to show an accepted act.</value>
    public TimeSpan AskGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After an unclear answer to a move: how long it may still lie in a queue, so long nothing is asked for again.</summary>
    /// <value>Default 90 s: proxies give up after 60 s as installed, and Nova's API on its own calls after 60 s (<c>rpc_response_timeout</c>).</value>
    public TimeSpan MoveGrace { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>A live migration past its time is aborted; so long its end is waited for.</summary>
    /// <value>Default 60 s: libvirt ends the copying within seconds, and the source's nova-compute then takes back what it had made ready at the target.</value>
    public TimeSpan AbortWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Back-off before a failed try is repeated: this, doubled with each try, at most <see cref="BackOffMax"/>.</summary>
    /// <value>Default 2 s.</value>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromSeconds(2);

    /// <value>Default 30 s.</value>
    public TimeSpan BackOffMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>More evacuations than these, of all hosts together, are never under way at the same time. <see cref="EvacuationPace"/> finds how many are good.</summary>
    /// <value>Default 1000. 1 to 10,000.</value>
    public int EvacuationsUnderWayMax { get; init; } = 1000;

    /// <summary>With how many it begins.</summary>
    /// <value>Default 10: measured on a Nova of two cores, 100 servers were up after 63 s when ten at a time were asked for, and after 124 s when all were. 1 to 10,000.</value>
    public int EvacuationsAtFirst { get; init; } = 10;

    /// <summary>So many live migrations away from one host are under way at the same time; the others have not begun, and their time does not run.</summary>
    /// <value>
    /// Default 2: Nova's own bound is 1 a host (<c>max_concurrent_live_migrations</c>), what is asked for beyond it lies in its queue, and one that lies there already begins at once. 1 to 1000.
    /// </value>
    public int LiveMigrationsPerHostMax { get; init; } = 2;

    /// <summary>Before try <paramref name="next"/> (2 is the first repeat).</summary>
    /// <param name="first">Before the first repeat; null: <see cref="BackOff"/>. One longer than <see cref="BackOffMax"/> is not doubled.</param>
    public TimeSpan BackOffBefore(int next, TimeSpan? first = null)
    {
        var (least, most) = (first ?? BackOff, BackOffMax > first || first is null ? BackOffMax : first.Value);
        return TimeSpan.FromTicks(Math.Min(most.Ticks, least.Ticks << Math.Clamp(next - 2, 0, 20)));
    }
}
