using System.Collections.Concurrent;

namespace PolicyHa.Engine.Signals;

/// <summary>Counts every event by what became of it. Thread-safe.</summary>
public sealed class IntakeCounters
{
    readonly ConcurrentDictionary<string, StrongBox> counts = new();

    public void Count(string outcome) =>
        Interlocked.Increment(ref counts.GetOrAdd(outcome, _ => new StrongBox()).Value);

    /// <summary>Outcome and number, by outcome.</summary>
    public IReadOnlyList<(string Outcome, long Count)> All =>
        [.. counts.Select(c => (c.Key, Interlocked.Read(ref c.Value.Value))).OrderBy(c => c.Key, StringComparer.Ordinal)];

    sealed class StrongBox
    {
        public long Value;
    }
}
