using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>When hosts fell ill, read back from the flips that were written down: a restart forgets no fall. Pure.</summary>
static class PastFalls
{
    /// <summary>A table signal went down while no other was.</summary>
    /// <param name="flips">Oldest first.</param>
    /// <returns>For each host that fell: when, oldest first, as many as are remembered.</returns>
    public static IReadOnlyDictionary<HostName, DateTimeOffset[]> Of(IEnumerable<Flip> flips)
    {
        var falls = new Dictionary<HostName, DateTimeOffset[]>();
        foreach (var ofHost in flips.Where(f => f.Signal is { } signal && HostSignals.IsOfTable(signal)).GroupBy(f => f.Host))
        {
            if (FallsIn(ofHost) is { Count: > 0 } fell)
                falls[ofHost.Key] = [.. fell.TakeLast(HostSignals.FallsMax)];
        }

        return falls;
    }

    static List<DateTimeOffset> FallsIn(IEnumerable<Flip> flips)
    {
        var all = flips.ToList();

        // what was down already shows in what it came from when it first changed
        var down = all.GroupBy(f => f.Signal!.Value).Where(g => g.First().From == SignalStatus.Down).Select(g => g.Key).ToHashSet();
        var falls = new List<DateTimeOffset>();
        foreach (var flip in all)
        {
            var signal = flip.Signal!.Value;
            if (flip.To != SignalStatus.Down)
                down.Remove(signal);
            else if (down.Add(signal) && down.Count == 1)
                falls.Add(flip.At);
        }

        return falls;
    }
}
