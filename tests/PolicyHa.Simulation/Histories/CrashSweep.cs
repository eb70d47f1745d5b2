using System.Globalization;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.Histories;

/// <summary>
/// S54: plays a scenario again and again, and kills the service before and after each write it makes, and after each act. It
/// must end as it does without a crash: the same instances in the same state, the same acts, incidents and last alerts.
/// </summary>
public static class CrashSweep
{
    static readonly SimChecks Checks = new() { FreshnessEvery = 0, StopsWhenBroken = true, NothingLapses = true, SkipsQuiet = true };

    /// <summary>How often a lease is renewed or the fleet read while nothing else happens matters little: one in so many is enough.</summary>
    const int ChoresShare = 8;

    /// <returns>What differs, for each crash that makes a difference.</returns>
    /// <param name="most">Where there are more points to crash at, about so many of them are tried, evenly spread.</param>
    public static SweepResult Sweep(Scenario scenario, int most = int.MaxValue)
    {
        var (expected, writes, acts) = Count(scenario);
        (int Number, CrashPoint Point)[] points =
        [
            .. writes.SelectMany(w => new[] { (w, CrashPoint.BeforeWrite), (w, CrashPoint.AfterWrite) }),
            .. Enumerable.Range(1, acts).Select(a => (a, CrashPoint.AfterAct)),
        ];
        var step = points.Length <= most ? 1 : (points.Length + most - 1) / most;
        var (tried, differences) = (0, new List<string>());
        for (var at = 0; at < points.Length; at += step)
        {
            tried++;
            var (number, point) = points[at];
            if (EndWith(scenario, number, point) is var end && end != expected)
                differences.Add($"crash {point} {number}:\n{end}\ninstead of\n{expected}");
        }

        return new SweepResult(points.Length, tried, differences);
    }

    /// <summary>How many moments there are to crash at.</summary>
    public static int PointsOf(Scenario scenario)
    {
        var (_, writes, acts) = Count(scenario);
        return (2 * writes.Count) + acts;
    }

    /// <summary>The end of the scenario with the service killed there.</summary>
    public static string EndWith(Scenario scenario, int number, CrashPoint point)
    {
        var crash = new ScenarioStep.CrashLater(TimeSpan.Zero, number, point);
        using var runner = new ScenarioRunner(scenario with { Steps = [crash, .. scenario.Steps] }, Checks);
        runner.Play();
        return EndOf(runner.Simulation);
    }

    /// <summary>The end without a crash, the numbers of the writes to crash at, and how many acts there are.</summary>
    static (string End, IReadOnlyList<int> Writes, int Acts) Count(Scenario scenario)
    {
        using var runner = new ScenarioRunner(scenario, Checks);
        var (all, chores, acts, writes) = (0, 0, 0, new List<int>());
        runner.BeforeSteps = () =>
        {
            runner.Simulation.Store.BeforeWrite = () =>
            {
                all++;
                if (!runner.Simulation.Store.IsChore || chores++ % ChoresShare == 0)
                    writes.Add(all);
            };
            runner.Simulation.World.AfterAct = () => acts++;
        };
        runner.Play();
        return (EndOf(runner.Simulation), writes, acts);
    }

    static readonly string[] GivenOnceMore = ["fence ", "restart-service ", "stop "];

    /// <summary>A command whose answer died with the process is given once more where that does no harm: those are not counted.</summary>
    static string TimesOf(string act, int times) =>
        GivenOnceMore.Any(a => act.StartsWith(a, StringComparison.Ordinal))
            ? "" : string.Create(CultureInfo.InvariantCulture, $" x {times}");

    static string EndOf(Running.Simulation simulation)
    {
        if (simulation.Broken is { } broken)
            return $"broken: {broken}";
        var instances = simulation.World.Instances.OrderBy(i => i.Name, StringComparer.Ordinal)
            .Select(i => $"{i.Name} {i.State} {(i.Host == i.Home ? "where it was" : "elsewhere")}");
        var acts = simulation.World.Acts.GroupBy(a => a.ToString()).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}{TimesOf(g.Key, g.Count())}");
        var incidents = simulation.Store.Incidents.Select(i => $"incident of {i.Subject} {i.State}").Order(StringComparer.Ordinal);
        var alerts = simulation.Store.Alerts.GroupBy(a => a.Key).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"alert {g.Key} {g.Last().Severity}");
        return string.Join('\n', [.. instances, .. acts, .. incidents, .. alerts]);
    }
}
