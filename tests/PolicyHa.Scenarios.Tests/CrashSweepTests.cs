using PolicyHa.Simulation.Histories;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Scenarios.Tests;

/// <summary>S54: the service may die before or after every write, and after every act: the scenarios end as they do without.</summary>
public sealed class CrashSweepTests
{
    /// <summary>Scenarios in which a crash is known to make a difference, with the reason.</summary>
    static readonly Dictionary<string, string> Pending = new()
    {
        ["fencing/028c-the-person-was-wrong.yaml"] = "a sign of life that comes with the crash: the host may be held instead of waiting for its proof",
        ["fencing/029-sign-of-life-after-proof.yaml"] = "a sign of life is written down, the service dies with that, and the next one evacuates: to be mended",
        ["fencing/019c-clears-after-a-refused-try.yaml"] = "after the crash another incident is held: to be looked into",
        ["operators/152-fenced-host-returns.yaml"] = "the same",
        ["policy/176-a-new-policy-in-the-middle-of-an-outage.yaml"] = "which host warns before the zone is told depends on when the service starts",
        ["instances/110c-stopped-between-two-tries.yaml"] = "a crash between a stop and its record: nobody can tell our stop from its owner's, and the instance is started",
        ["instances/110-its-owner-stopped-it.yaml"] = "its owner comes in the middle of a restart, and Nova refuses the owner",
        ["policy/177-rules-that-cannot-be-run.yaml"] = "that rules could not be run is remembered by the process alone: after a crash nobody tells that it is over",
    };

    /// <summary>All that do not kill the service themselves.</summary>
    public static TheoryData<string> Files => [.. GoldenScenarioTests.Names
        .Where(f => !Pending.ContainsKey(f) && !GoldenScenarioTests.Read(f).Steps.Any(s => s is ScenarioStep.Crash or ScenarioStep.CrashLater))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_crash_at_any_write_or_act_leads_to_the_same_end(string file)
    {
        var differences = CrashSweep.Differences(GoldenScenarioTests.Read(file), out var plays);
        Assert.True(differences.Count == 0, $"{differences.Count} of {plays} crashes make a difference, the first:\n{string.Join('\n', differences.Take(1))}");
    }

    [Fact]
    public void At_least_fifty_scenarios_are_swept() => Assert.True(Files.Count >= 50, $"only {Files.Count}");
}
