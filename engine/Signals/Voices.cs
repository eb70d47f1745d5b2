using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Signals;

/// <summary>
/// Notices when everybody falls silent at once. Observers that only report changes may be silent for days; those that repeat
/// themselves may not, and when several stop together it is the way to them that has failed, not they. Not thread-safe.
/// </summary>
sealed class Voices
{
    /// <summary>No word for so long is silence. 60 s: two rounds of the slowest usual monitors.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(60);

    /// <summary>One observer alone may simply have died; two do not at the same time.</summary>
    const int ObserversMin = 2;

    /// <summary>When each observer last said the same again. Observers are few, events are many.</summary>
    readonly Dictionary<string, DateTimeOffset> repeatedAt = [];
    DateTimeOffset heardAt;

    public void Heard(DateTimeOffset now) => heardAt = now;

    public void Repeated(string observer, DateTimeOffset now) => repeatedAt[observer] = now;

    /// <summary>In words; null: somebody has just been heard, or nobody was repeating themselves.</summary>
    public string? SilenceAt(DateTimeOffset now)
    {
        if (repeatedAt.Count < ObserversMin || now - heardAt <= SilentAfter)
            return null;
        var repeating = repeatedAt.Count(r => heardAt - r.Value <= SilentAfter);
        return repeating < ObserversMin
            ? null
            : $"no event of any host since {heardAt:HH:mm:ss} (limit {Durations.Text(SilentAfter)}), though {repeating} observers were reporting all the time";
    }
}
