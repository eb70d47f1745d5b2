using PolicyHa.Engine.History;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Scenarios.Tests;

/// <summary>What the service did to the outside, and what it told, is in its history, line by line.</summary>
public sealed class WrittenDownTests
{
    /// <summary>An act is written down with its answer: what was asked so late may not be yet.</summary>
    static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    /// <summary>Where the service is not killed or cut off between an act and its line.</summary>
    public static TheoryData<string> Files => [.. GoldenScenarioTests.Names.Where(f => !GoldenScenarioTests.Read(f).Steps.Any(
        s => s is ScenarioStep.Crash or ScenarioStep.CrashLater or ScenarioStep.Partition))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_act_that_the_outside_saw_and_every_alert_is_a_line_of_the_history(string file)
    {
        using var runner = new ScenarioRunner(GoldenScenarioTests.Read(file), new SimChecks());
        runner.Play();
        var (store, world) = (runner.Simulation.Store, runner.Simulation.World);
        var lines = store.History.Where(h => h.Kind == HistoryKind.Act).ToLookup(h => h.Step);

        foreach (var acts in world.Acts.Where(a => a.At < runner.Simulation.Clock.Elapsed - Late).GroupBy(a => a.Context.Step))
            Assert.True(acts.Count() <= lines[acts.Key].Count(), $"{acts.Key}: seen {string.Join(", ", acts)}, written down {lines[acts.Key].Count()} times");
        Assert.Equal(store.Alerts.Select(a => (a.At, a.Incident)), store.History.Where(h => h.Kind == HistoryKind.Alert).Select(h => (h.At, h.Incident!.Value)));
    }
}
