using System.Diagnostics;
using System.Globalization;
using PolicyHa.Simulation.Checks;
using PolicyHa.Simulation.Histories;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.Run;

/// <summary>Plays seed after seed, some at the same time; each world has a thread of its own and shares nothing but policies.</summary>
sealed class SeedRun(RunOptions options)
{
    /// <summary>What is kept from turn to turn is compared with what is found afresh in every so many-th history.</summary>
    const int FreshnessShare = 64;

    /// <summary>Every so many-th history is played twice and must be the same (S62).</summary>
    const int TwiceShare = 500;

    /// <summary>Every so many-th history is played to its end, quiet or not, and what is held in it is looked at as often as in production.</summary>
    const int EagerShare = 32;

    /// <summary>Every so many-th history has two controllers.</summary>
    const int TwoControllersShare = 8;

    /// <summary>In the other histories: longer than between two readings of the fleet, after each of which everything is looked at.</summary>
    static readonly TimeSpan SeldomLook = TimeSpan.FromSeconds(45);

    /// <summary>How often somebody who waits is told.</summary>
    static readonly TimeSpan NewsEvery = TimeSpan.FromSeconds(20);

    readonly PolicyShelf shelf = new();
    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly Lock gate = new();
    readonly Coverage coverage = new();
    readonly SortedDictionary<string, (long Seed, BrokenLaw Law, int Times)> findings = new(StringComparer.Ordinal);
    long next = options.First;
    long played;
    TimeSpan simulated;
    TimeSpan newsAt = NewsEvery;

    /// <returns>Whether every law held and every gate was put to the test.</returns>
    public bool Run()
    {
        Console.WriteLine($"seeds {options.First} to {options.Last}, {options.Jobs} worlds at a time");
        var threads = Enumerable.Range(0, options.Jobs).Select(_ => new Thread(PlaySeeds)).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        TellRate();
        foreach (var (seed, law, times) in findings.Values)
            Tell(seed, law, times);
        var lacking = coverage.Tell(played);
        Console.WriteLine(findings.Count == 0 ? "no law was broken" : $"{findings.Count} laws were broken");
        return findings.Count == 0 && !lacking;
    }

    void PlaySeeds()
    {
        while (Interlocked.Increment(ref next) - 1 is var seed && seed <= options.Last && !IsOver())
            Play(seed);
    }

    bool IsOver()
    {
        lock (gate)
            return clock.Elapsed > options.Patience || (findings.Count > 0 && !options.KeepsGoing);
    }

    void Play(long seed)
    {
        var history = Draw(seed);
        var checks = ChecksOf(seed);
        var seen = new Coverage();
        string? last = null;
        var broken = HistoryRun.Play(history, checks, s => { seen.Count(history, s); last = LastOf(s); });
        if (broken is null && seed % TwiceShare == 0)
            HistoryRun.Play(Draw(seed), checks, s => broken = LastOf(s) == last ? null : new BrokenLaw("S62", "the same seed gave another trace", TimeSpan.Zero));
        lock (gate)
        {
            played++;
            simulated += history.Until;
            coverage.Add(seen);
            if (broken is not null)
            {
                var (first, law, times) = findings.GetValueOrDefault(broken.Law, (seed, broken, 0));
                findings[broken.Law] = first <= seed ? (first, law, times + 1) : (seed, broken, times + 1);
            }

            if (clock.Elapsed > newsAt)
            {
                newsAt += NewsEvery;
                TellRate();
            }
        }
    }

    Scenario Draw(long seed) => HistoryDrawer.Draw(seed, shelf, options.Controllers ?? ControllersOf(seed));

    /// <summary>Where nobody says how many.</summary>
    internal static int ControllersOf(long seed) => seed % TwoControllersShare == 0 ? 2 : 1;

    SimChecks ChecksOf(long seed) => new()
    {
        FreshnessEvery = seed % FreshnessShare == 0 ? 3 : 0,
        PendingLaws = options.Pending,
        LookWhileHeld = seed % EagerShare == 0 ? TimeSpan.FromSeconds(1) : SeldomLook,
        SkipsQuiet = seed % EagerShare != 0,
    };

    static string LastOf(Running.Simulation simulation) =>
        string.Join('\n', simulation.Trace.Entries.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.T} {e.Kind} {e.Text}")));

    void TellRate()
    {
        var seconds = clock.Elapsed.TotalSeconds;
        var work = Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds / Math.Max(1, played);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{played,9} histories, {seconds,6:0} s, {played / seconds,6:0} a second, {work,5:0.0} ms of a core each; simulated time {simulated.TotalSeconds / seconds:#,0} x real time"));
    }

    void Tell(long seed, BrokenLaw law, int times)
    {
        Console.WriteLine($"\nseed {seed} breaks {law}{(times > 1 ? $" ({times} seeds break it)" : "")}");
        if (options.Plain)
            return;
        var small = Shrinker.Shrink(Draw(seed), law, ChecksOf(seed), out var still);
        var text = ScenarioWriter.Text(small with { Name = $"seed {seed} breaks {still.Law}" });
        var file = Path.Combine(options.Folder, $"{still.Law}-{seed}.yaml");
        Directory.CreateDirectory(options.Folder);
        File.WriteAllText(file, text);
        Console.WriteLine($"in {file}, as small as it got; there: {still}\n{text}");
    }
}
