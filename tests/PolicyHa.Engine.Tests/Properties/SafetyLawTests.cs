using System.Globalization;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Simulation.Histories;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Engine.Tests.Properties;

/// <summary>
/// The laws of <c>tests/PolicyHa.Simulation/Checks/Laws</c> over random histories of random clouds. The simulated world judges,
/// not the engine. A failure prints its seed; <c>make simulate SEEDS=A..B</c> plays many more, and makes a failing one small.
/// </summary>
public sealed class SafetyLawTests
{
    const int Histories = 60;

    static readonly PolicyShelf Shelf = new();

    [Fact]
    public void No_history_breaks_a_law()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var broken = HistoryRun.Play(HistoryDrawer.Draw(seed, Shelf), new SimChecks { FreshnessEvery = 4 });
            Assert.True(broken is null, $"seed {seed} breaks {broken}; make simulate SEEDS={seed}..{seed} makes it small");
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_trace()
    {
        for (var seed = 0; seed < 20; seed++)
            Assert.Equal(TraceOf(HistoryDrawer.Draw(seed, Shelf)), TraceOf(HistoryDrawer.Draw(seed, Shelf)));
    }

    [Fact]
    public void Nothing_happens_in_what_is_skipped_as_quiet()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var history = HistoryDrawer.Draw(seed, Shelf);
            Assert.Equal(TraceOf(history), TraceOf(history, skipsQuiet: true));
        }
    }

    [Fact]
    public void A_history_written_to_a_file_reads_back_as_the_same_history()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var drawn = HistoryDrawer.Draw(seed, Shelf);
            var text = ScenarioWriter.Text(drawn);
            var load = ScenarioReader.Read(new SourceText("history.yaml", text), AppContext.BaseDirectory);
            Assert.True(load.IsValid, $"seed {seed}: {string.Join('\n', load.Problems)}\n{text}");
            Assert.Equal(text, ScenarioWriter.Text(load.Scenario));
            if (seed < 10)
                Assert.Equal(TraceOf(drawn), TraceOf(load.Scenario));
        }
    }

    static string TraceOf(Scenario history, bool skipsQuiet = false)
    {
        var trace = "";
        HistoryRun.Play(
            history, new SimChecks { FreshnessEvery = 0, SkipsQuiet = skipsQuiet },
            s => trace = string.Join('\n', s.Trace.Entries.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.T} {e.Kind} {e.Text}"))));
        return trace;
    }

    internal static RecoveryPolicy Policy(string mixed)
    {
        var text = ShippedPolicies.Default.Text.Replace("mixed-hosts: drain-then-fence", $"mixed-hosts: {mixed}", StringComparison.Ordinal);
        var load = PolicyCompiler.Compile([new SourceText("default.yaml", text)], new Dictionary<string, string> { ["storm_share"] = "60" });
        return load.Policy!;
    }
}
