using System.Globalization;

namespace PolicyHa.Benchmarks;

/// <summary>Many durations of the same thing.</summary>
sealed class Sample
{
    readonly List<TimeSpan> durations = [];

    public TimeSpan Total { get; private set; }

    public int Count => durations.Count;

    public double PerSecond => Count / Total.TotalSeconds;

    public void Add(TimeSpan duration)
    {
        durations.Add(duration);
        Total += duration;
    }

    /// <param name="share">0.5 is the median.</param>
    public TimeSpan At(double share)
    {
        var sorted = durations.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
    }

    /// <summary>Median and 99th percentile.</summary>
    public override string ToString() => $"p50 {Text(At(0.5))}, p99 {Text(At(0.99))}";

    public static string Text(TimeSpan duration) => duration.TotalMilliseconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMicroseconds:0} us"),
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.00} s"),
    };
}
