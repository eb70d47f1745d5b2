using PolicyHa.Simulation.Histories;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Scenarios.Tests;

/// <summary>S54: the service may die before or after every write, and after every act: the scenarios end as they do without.</summary>
public sealed class CrashSweepTests
{
    /// <summary>Scenarios in which some crash makes a difference, with the reason.</summary>
    static readonly Dictionary<string, string> Differing = new()
    {
        ["storms/053c-one-control-plane-host-at-a-time.yaml"] = "the host is back when the service is, so that nobody doubts its proof",
        ["operators/152f-taken-back-while-a-migration-is-on-record.yaml"] = "whether the migration was asked for before the crash decides where the instance ends",
        ["operators/154-forced-back-after-a-dump.yaml"] = "the same",
        ["instances/097d-an-evacuation-heard-late.yaml"] = "a gateway keeps the ask in a queue, and that dies with the service: it is asked once more, and Nova refuses the late one",
        ["fencing/028c-the-person-was-wrong.yaml"] = "a sign of life that comes with the crash: the host may be held instead of waiting for its proof",
        ["fencing/019c-clears-after-a-refused-try.yaml"] = "a crash before the refusal is on disk: whether the host was asked to go off is not known, so the fence is finished",
        ["operators/152-fenced-host-returns.yaml"] = "the host is back when the service is, so that nobody doubts its proof",
        ["fencing/043-off-and-reboot-overlap.yaml"] = "the same: the host is back when the service is",
        ["fencing/174-fenced-only-just.yaml"] = "the same",
        ["policy/176-a-new-policy-in-the-middle-of-an-outage.yaml"] = "which host warns before the zone is told depends on when the service starts",
        ["instances/110c-stopped-between-two-tries.yaml"] = "a crash between a stop and its record: nobody can tell our stop from its owner's, and the instance is started",
        ["operators/145c-paused-while-draining.yaml"] = "the service starts again during the pause, so that nothing has begun that would be told to wait",
        ["operators/140d-disarmed-while-draining.yaml"] = "the same while acting is switched off",
        ["operators/139g-another-wish.yaml"] = "the service starts again without Nova, and tells that it waits for it",
        ["operators/139k-fails-when-the-work-is-over.yaml"] = "the service starts again without Nova: it fences nothing before it has seen the fleet, and gives the host back first",
        ["operators/139l-well-again-before-the-fence.yaml"] = "the same: when it has seen the fleet, the host is well and nothing is fenced",
        ["operators/157d-empty-host-leaves.yaml"] = "the fence is later by what the start takes: the host has left Nova before it could be forced down, and a person is told",
        ["fencing/040-it-cannot-be-switched-on.yaml"] = "a crash between the two supplies: the host runs on the first, and the second, which fails anyway, is not asked",
        ["operators/157e-moves-while-it-is-kept-free.yaml"] = "after a crash the service first sees the host where it has moved to, and has nothing to do for the work on the segment it left",
        ["operators/157f-moves-while-it-fails.yaml"] = "the same: where the crash is before its incident is on disk, none ends in the segment it left",
        ["operators/157g-moves-between-two-tries.yaml"] = "the same",
        ["fencing/023h-it-boots-again.yaml"] = "the wait for the watchdog begins anew after a crash, and the host is heard before it is over: it is not proven off",
        ["fencing/029g-alive-after-the-clock-went-back.yaml"] = "dump messages are heard by the process alone: after a crash before the proof the host is well again before it can be proven dead",
        ["fencing/029h-switched-on-while-it-is-evacuated.yaml"] = "the tries are later by what the start takes: one less before the host is switched on",
        ["operators/139m-back-by-hand-while-it-is-evacuated.yaml"] = "dump messages are heard by the process alone: after a crash before the proof the host is fenced by its device",
        ["ordering/083d-clears-while-a-dump-is-waited-for.yaml"] = "a crash before it is on disk that nothing was asked for: whether the host was asked to go off is not known, so the fence is finished",
        ["controller/169f-well-again-while-nova-is-away.yaml"] = "the same: a crash before it is on disk that the fence waits for Nova",
        ["policy/177-rules-that-cannot-be-run.yaml"] = "that rules could not be run is remembered by the process alone: after a crash nobody tells that it is over",
    };

    /// <summary>
    /// Scenarios with more moments to crash at are swept in part, so that all of them take a minute or two: POLICYHA_SWEEP=all sweeps
    /// them whole.
    /// </summary>
    static readonly int Most = Environment.GetEnvironmentVariable("POLICYHA_SWEEP") == "all" ? int.MaxValue : 80;

    /// <summary>Hundreds of instances are thousands of writes: hours.</summary>
    static readonly string[] TooLong = ["instances/130-three-hundred-instances.yaml"];

    /// <summary>All that do not kill the service themselves.</summary>
    static readonly string[] Swept = [.. GoldenScenarioTests.Names
        .Where(f => !Differing.ContainsKey(f) && !TooLong.Contains(f) && !GoldenScenarioTests.Read(f).Steps.Any(s => s is ScenarioStep.Crash or ScenarioStep.CrashLater))];

    /// <summary>The storms take as long as all others together: they are swept side by side with them, by a class of their own.</summary>
    internal static IEnumerable<string> Storms => Swept.Where(IsStorm);

    public static TheoryData<string> Files => [.. Swept.Where(f => !IsStorm(f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_crash_at_any_write_or_act_leads_to_the_same_end(string file) => Sweep(file);

    [Fact]
    public void At_least_fifty_scenarios_are_swept_at_every_write()
    {
        var whole = Swept.Count(f => CrashSweep.PointsOf(GoldenScenarioTests.Read(f)) <= Most);
        Assert.True(whole >= 50, $"only {whole}");
    }

    internal static void Sweep(string file)
    {
        var sweep = CrashSweep.Sweep(GoldenScenarioTests.Read(file), Most);
        Assert.True(
            sweep.Differences.Count == 0,
            $"{sweep.Differences.Count} of {sweep.Tried} crashes make a difference, the first:\n{string.Concat(sweep.Differences.Take(1))}");
    }

    static bool IsStorm(string file) => file.StartsWith("storms", StringComparison.Ordinal);
}
