using PolicyHa.Engine.Policies;
using PolicyHa.Rules;
using PolicyHa.Rules.Compilation;
using PolicyHa.Simulation.Running;

namespace PolicyHa.Engine.Tests.Properties;

/// <summary>
/// Laws over random histories of random clouds: no evacuation without proof (S1, S2, S3, S16), one copy of an instance (S20),
/// one recovery for each host (S22). The simulated world judges, not the engine. A failure prints its seed.
/// </summary>
public sealed class SafetyLawTests
{
    /// <summary>For each answer to mixed hosts. <c>POLICYHA_HISTORIES=4000 dotnet test</c> plays more.</summary>
    static readonly int Histories =
        int.TryParse(Environment.GetEnvironmentVariable("POLICYHA_HISTORIES"), out var number) ? number : 60;

    static readonly string[] Mixed = ["drain-then-fence", "pets-win", "cattle-win"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void No_history_breaks_a_law(int mixed)
    {
        var policy = Policy(Mixed[mixed]);
        for (var seed = mixed * Histories; seed < (mixed + 1) * Histories; seed++)
        {
            var (simulation, story) = Play(seed, policy);
            using (simulation)
                Assert.True(simulation.Broken is null, $"seed {seed}: {simulation.Broken}\n{string.Join('\n', story)}");
        }
    }

    [Fact]
    public void The_histories_do_fence_and_evacuate_and_hold()
    {
        var policy = Policy(Mixed[0]);
        var (fences, evacuations, holds) = (0, 0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var (simulation, _) = RandomHistory.Play(seed, policy);
            using (simulation)
            {
                fences += simulation.World.Acts.Count(a => a.Kind == "fence");
                evacuations += simulation.World.Acts.Count(a => a.Kind == "evacuate");
                holds += simulation.Trace.Entries.Count(t => t.Kind == "hold");
            }
        }

        Assert.True(fences > 10 && evacuations > 10 && holds > 10, $"{fences} fences, {evacuations} evacuations, {holds} holds");
    }

    [Fact]
    public void The_same_seed_gives_the_same_trace()
    {
        var policy = Policy(Mixed[0]);
        for (var seed = 0; seed < 20; seed++)
        {
            var (first, _) = RandomHistory.Play(seed, policy);
            var (second, _) = RandomHistory.Play(seed, policy);
            using (first)
            using (second)
                Assert.Equal(first.Trace.Entries, second.Trace.Entries);
        }
    }

    static (Simulation.Running.Simulation Simulation, IReadOnlyList<string> Story) Play(int seed, RecoveryPolicy policy)
    {
        try
        {
            return RandomHistory.Play(seed, policy);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"seed {seed}: {e.Message}", e);
        }
    }

    internal static RecoveryPolicy Policy(string mixed)
    {
        var text = ShippedPolicies.Default.Text.Replace("mixed-hosts: drain-then-fence", $"mixed-hosts: {mixed}", StringComparison.Ordinal);
        var load = PolicyCompiler.Compile([new Rules.Documents.SourceText("default.yaml", text)], new Dictionary<string, string> { ["storm_share"] = "60" });
        return load.Policy!;
    }
}
