using PolicyHa.Simulation.Histories;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Scenarios.Tests;

/// <summary>S54: the service may die before or after every write, and after every act: the scenarios end as they do without.</summary>
public sealed class CrashSweepTests
{
    /// <summary>Scenarios in which a crash is known to make a difference, with the reason.</summary>
    static readonly Dictionary<string, string> Pending = new()
    {
        ["fencing/028c-the-person-was-wrong.yaml"] = "D3, D5: a sign of life that comes while the service is down does not revoke a proof",
        ["fencing/029-sign-of-life-after-proof.yaml"] = "D3, D4: the same",
        ["instances/090-crashed-is-restarted.yaml"] = "D9: a crash between stop and its record leaves the instance stopped",
        ["instances/091-restart-fails.yaml"] = "D9: the same",
        ["ordering/077-host-dies-after-instance-fault.yaml"] = "D9: the same",
        ["instances/110-its-owner-stopped-it.yaml"] = "its owner comes in the middle of a restart, and Nova refuses the owner",
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
