using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>
/// Which hosts have a watchdog that resets them when they lose contact, as their agents tell, and when each was last heard of.
/// Thread-safe.
/// </summary>
public sealed class WatchdogBoard
{
    /// <summary>
    /// Contact that lasted longer than this after the agent last told that the watchdog is armed says nothing of whether it still is.
    /// 2 min: an agent repeats itself every 30 s, and may miss three times.
    /// </summary>
    public static readonly TimeSpan BelievedFor = TimeSpan.FromMinutes(2);

    /// <summary>What is repeated is written down no more often. Half of <see cref="BelievedFor"/>: after a restart it still counts.</summary>
    static readonly TimeSpan RememberedEvery = BelievedFor / 2;

    readonly Lock gate = new();
    readonly Dictionary<HostName, Entry> entries = [];

    /// <summary>The host's agent has told of its watchdog.</summary>
    /// <returns>What is to be remembered; null: nothing new.</returns>
    public WatchdogWord? Told(WatchdogReport report, DateTimeOffset now)
    {
        lock (gate)
        {
            var isArmed = report.Status == SignalStatus.Up;
            var known = entries.GetValueOrDefault(report.Host);
            var observedAt = report.ObservedAt < now ? report.ObservedAt : now;
            if (isArmed && observedAt < known?.Word.ObservedAt)
                return null;                                    // an older word than the last
            var tells = isArmed ? WatchdogState.Armed : WatchdogState.Disarmed;
            var word = new WatchdogWord(report.Host, report.Timeout, tells, report.Observer, observedAt, now);
            var isNews = known is null || (known.Word.State, known.Word.Timeout) != (tells, report.Timeout)
                || now - known.RememberedAt >= RememberedEvery || now < known.RememberedAt;
            entries[report.Host] = new Entry(word, isNews ? now : known!.RememberedAt) { Heard = known?.Heard };
            return isNews ? word : null;
        }
    }

    /// <summary>Somebody has told that the host lives, however old the news.</summary>
    /// <param name="timestamp">The same moment by a clock that nobody can set.</param>
    /// <returns>What is to be remembered: that its watchdog may not be armed any more; null: nothing new.</returns>
    public WatchdogWord? Heard(HostName host, DateTimeOffset now, long timestamp)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(host, out var known))
                return null;
            known.Heard = (now, timestamp);
            return known.Word.State == WatchdogState.Armed && now - known.Word.ReceivedAt > BelievedFor ? Doubt(known, now) : null;
        }
    }

    /// <summary>The host was out of reach, and is not any more: it may have booted, and has to tell anew.</summary>
    /// <returns>What is to be remembered; null: nothing new.</returns>
    public WatchdogWord? CameBack(HostName host, DateTimeOffset now)
    {
        lock (gate)
            return entries.TryGetValue(host, out var known) && known.Word is { State: WatchdogState.Armed } word && word.ReceivedAt < now ? Doubt(known, now) : null;
    }

    /// <summary>What the host's agent last told; null: it never did.</summary>
    public WatchdogWord? WordOf(HostName host)
    {
        lock (gate)
            return entries.GetValueOrDefault(host)?.Word;
    }

    /// <summary>
    /// When the host last showed life in the time of this process, by the wall clock and by one that nobody can set; null: it did not.
    /// Only of hosts whose agents tell of a watchdog.
    /// </summary>
    public (DateTimeOffset At, long Timestamp)? LastHeardOf(HostName host)
    {
        lock (gate)
            return entries.GetValueOrDefault(host)?.Heard;
    }

    /// <summary>Fills an empty board from the journal.</summary>
    public void Restore(IEnumerable<WatchdogWord> words)
    {
        lock (gate)
        {
            foreach (var word in words)
                entries[word.Host] = new Entry(word, word.ReceivedAt);
        }
    }

    static WatchdogWord Doubt(Entry known, DateTimeOffset now)
    {
        (known.Word, known.RememberedAt) = (known.Word with { State = WatchdogState.Doubtful }, now);
        return known.Word;
    }

    sealed class Entry(WatchdogWord word, DateTimeOffset rememberedAt)
    {
        public WatchdogWord Word { get; set; } = word;

        public DateTimeOffset RememberedAt { get; set; } = rememberedAt;

        public (DateTimeOffset At, long Timestamp)? Heard { get; set; }
    }
}
