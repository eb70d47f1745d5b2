using PolicyHa.Rules.Documents;
using PolicyHa.Simulation.Checks;
using PolicyHa.Simulation.Histories;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Engine.Tests.Properties;

/// <summary>What breaks a law is told as a file that a person can read, and that breaks it again.</summary>
public sealed class ShrinkerTests
{
    const int StepsMin = 12;

    static readonly PolicyShelf Shelf = new();

    /// <summary>A fault of our own: to evacuate anything at all is against it.</summary>
    static readonly SimChecks Planted = new() { FreshnessEvery = 0, Complaint = act => act.Kind == "evacuate" ? $"{act} is forbidden" : null };

    [Fact]
    public void A_planted_fault_becomes_a_small_file_that_reproduces_it()
    {
        var (history, law) = FirstBroken();

        var small = Shrinker.Shrink(history, law, Planted, out var still);
        var text = ScenarioWriter.Text(small);
        var read = ScenarioReader.Read(new SourceText("small.yaml", text), AppContext.BaseDirectory);

        Assert.Equal("complaint", still.Law);
        Assert.True(read.IsValid, string.Join('\n', read.Problems));
        Assert.Equal(still, HistoryRun.Play(read.Scenario, Planted));
        Assert.True(small.Steps.Count is > 0 and <= 5, $"{history.Steps.Count} steps became {small.Steps.Count}:\n{text}");
        Assert.Single(small.Instances);
    }

    [Fact]
    public void No_step_of_the_small_one_can_be_left_out()
    {
        var (history, law) = FirstBroken();
        var small = Shrinker.Shrink(history, law, Planted, out _);
        for (var i = 0; i < small.Steps.Count; i++)
        {
            var left = small with { Steps = [.. small.Steps.Where((_, n) => n != i)] };
            Assert.Null(HistoryRun.Play(left, Planted));
        }
    }

    static (Scenario History, BrokenLaw Law) FirstBroken()
    {
        for (var seed = 0; ; seed++)
        {
            var history = HistoryDrawer.Draw(seed, Shelf);
            if (history.Steps.Count >= StepsMin && HistoryRun.Play(history, Planted) is { } law)
                return (history, law);
        }
    }
}
