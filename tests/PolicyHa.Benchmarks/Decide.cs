using System.Diagnostics;
using System.Globalization;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Benchmarks;

/// <summary>A flip: from the report that makes it to the decisions, without the disk.</summary>
sealed class Decide : IBenchmark
{
    const int Flips = 8000;
    const int Refreshes = 200_000;

    public string Name => "decide";

    public Task RunAsync(Report report)
    {
        _ = Measure(s => s.Turn());                                 // warm: the compiler's second tier
        _ = Measure(s => PlainTable.Ask(s.Snapshot()));
        var turns = Measure(s => s.Turn());
        var plain = Measure(s => PlainTable.Ask(s.Snapshot()));
        report.Add($"accept + turn, {OneSegment.Text}", $"{turns}");
        report.Add("  flips a second, one thread", Number(turns.PerSecond));
        report.Add("  the floor: the same table in plain C# on the same snapshot", $"{plain}");
        report.Add("  turn / floor, at the median", Number(turns.At(0.5) / plain.At(0.5)) + " x");
        MeasureRefreshes(report);
        return Task.CompletedTask;
    }

    static Sample Measure(Func<OneSegment, int> turn)
    {
        var segment = new OneSegment();
        var sample = new Sample();
        for (var i = 0; i < Flips; i++)
        {
            var status = i % 2 == 0 ? SignalStatus.Down : SignalStatus.Up;
            _ = segment.Accept(segment.Report(segment.Victim, Signal.AdminNetwork, status, "mon1"));
            var second = segment.Report(segment.Victim, Signal.AdminNetwork, status, "mon2");
            var began = Stopwatch.GetTimestamp();
            var flip = segment.Accept(second).Flip;
            var changes = turn(segment);
            if (status == SignalStatus.Down)
                sample.Add(Stopwatch.GetElapsedTime(began));        // the dear half: an incident, its plan and its explanation
            if (flip is null || (status == SignalStatus.Down && changes == 0))
                throw new InvalidOperationException($"flip {i}: {flip?.Text ?? "none"}, {changes} changes");
        }

        return sample;
    }

    /// <summary>Most events say nothing new.</summary>
    static void MeasureRefreshes(Report report)
    {
        var segment = new OneSegment();
        Refresh(segment);                                           // fills the memory of recent events to its bound
        var (duration, bytes) = Refresh(segment);
        report.Add("a report that says nothing new: time", $"{duration.TotalNanoseconds / Refreshes:0} ns");
        report.Add("a report that says nothing new: garbage", string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / Refreshes:0.0} bytes"), "~0");
    }

    static (TimeSpan Duration, long Bytes) Refresh(OneSegment segment)
    {
        var reports = Enumerable.Range(0, Refreshes)
            .Select(i => segment.Report(new HostName($"compute-{(i % OneSegment.Hosts) + 1}"), Signal.TenantNetwork, SignalStatus.Up, "mon1")).ToArray();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        foreach (var report in reports)
            _ = segment.Accept(report);
        return (Stopwatch.GetElapsedTime(began), GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
