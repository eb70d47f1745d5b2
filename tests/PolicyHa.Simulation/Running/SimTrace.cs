namespace PolicyHa.Simulation.Running;

/// <summary>What happened, in order.</summary>
public sealed class SimTrace(SimClock clock)
{
    readonly List<TraceEntry> entries = [];

    public IReadOnlyList<TraceEntry> Entries => entries;

    public void Add(string kind, string? host, string? what, string text) =>
        entries.Add(new TraceEntry(clock.Elapsed.TotalSeconds, kind, host, what, text));
}
