using System.Diagnostics;

namespace PolicyHa.Fuzz;

/// <summary>Notices an input that never comes back. It cannot be stopped; the process can.</summary>
sealed class Watchdog : IDisposable
{
    readonly Timer timer;
    readonly TimeSpan bound;
    readonly Action<int> onHang;
    long since;
    int number;

    public Watchdog(TimeSpan bound, Action<int> onHang)
    {
        (this.bound, this.onHang) = (bound, onHang);
        timer = new Timer(_ => Look(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public void Begin(int input)
    {
        number = input;
        Volatile.Write(ref since, Stopwatch.GetTimestamp());
    }

    /// <summary>The time the input took.</summary>
    public TimeSpan End() => Stopwatch.GetElapsedTime(Interlocked.Exchange(ref since, 0));

    public void Dispose() => timer.Dispose();

    void Look()
    {
        if (Volatile.Read(ref since) is not 0 and var start && Stopwatch.GetElapsedTime(start) > bound)
            onHang(number);
    }
}
