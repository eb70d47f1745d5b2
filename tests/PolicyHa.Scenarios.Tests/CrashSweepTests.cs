using PolicyHa.Simulation.Histories;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Scenarios.Tests;

/// <summary>S54: the service may die before or after every write, and after every act: the scenarios end as they do without.</summary>
public sealed class CrashSweepTests
{
    /// <summary>Scenarios in which some crash makes a difference, with the reason.</summary>
    static readonly Dictionary<string, string> Differing = new()
    {
        // the service comes back and waits for what the former process may have asked for; the world goes on meanwhile
        ["fencing/029d-heard-after-it-was-recovered.yaml"] = "the host is heard before anything was evacuated, and nothing is",
        ["ordering/080-fence-pre-empts-migration.yaml"] = "the host dies before the migration was asked for",
        ["ordering/080b-migration-outlives-its-host.yaml"] = "the same",
        ["storms/053c-one-control-plane-host-at-a-time.yaml"] = "the host is back when the service is, so that nobody doubts its proof",

        ["fencing/028c-the-person-was-wrong.yaml"] = "a sign of life that comes with the crash: the host may be held instead of waiting for its proof",
        ["fencing/019c-clears-after-a-refused-try.yaml"] = "after the crash another incident is held: to be looked into",
        ["operators/152-fenced-host-returns.yaml"] = "the host is back when the service is, so that nobody doubts its proof",
        ["policy/176-a-new-policy-in-the-middle-of-an-outage.yaml"] = "which host warns before the zone is told depends on when the service starts",
        ["instances/110c-stopped-between-two-tries.yaml"] = "a crash between a stop and its record: nobody can tell our stop from its owner's, and the instance is started",
        ["policy/177-rules-that-cannot-be-run.yaml"] = "that rules could not be run is remembered by the process alone: after a crash nobody tells that it is over",
    };

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
    public void At_least_fifty_scenarios_are_swept() => Assert.True(Swept.Length >= 50, $"only {Swept.Length}");

    internal static void Sweep(string file)
    {
        var differences = CrashSweep.Differences(GoldenScenarioTests.Read(file), out var plays);
        Assert.True(differences.Count == 0, $"{differences.Count} of {plays} crashes make a difference, the first:\n{string.Join('\n', differences.Take(1))}");
    }

    static bool IsStorm(string file) => file.StartsWith("storms", StringComparison.Ordinal);
}
