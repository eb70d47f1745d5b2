using System.Collections.Concurrent;
using PolicyHa.Rules.Documents;
using PolicyHa.Simulation.Histories;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.Run;

/// <summary>
/// Plays all scenario files and some random histories once for each safety check that <c>make mutations</c> has put behind a switch,
/// with that one switched off, and says how many files go otherwise and which law is broken. One process: what is compiled stays warm.
/// </summary>
sealed class MutantRun(RunOptions options, string names, string scenarios)
{
    /// <summary>What the switches look at.</summary>
    const string Switch = "policyha.mutant";

    static readonly SimChecks Checks = new() { FreshnessEvery = 0 };

    readonly PolicyShelf shelf = new();

    /// <returns>All is green while nothing is switched off.</returns>
    public bool Run()
    {
        var lines = File.ReadAllLines(names).Prepend("none");
        Directory.SetCurrentDirectory(scenarios);       // as in the traces: no policy is found by where one happens to be
        var files = Directory.EnumerateFiles(".", "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var isGreen = true;
        foreach (var name in lines)
        {
            AppContext.SetData(Switch, name);
            var red = Partitioner.Create(files, EnumerablePartitionerOptions.NoBuffering).AsParallel().WithDegreeOfParallelism(options.Jobs).Where(IsRed).ToList();
            var law = FirstBroken();
            if (name == "none")
                red.ForEach(f => Console.Error.WriteLine($"{f} does not go as its trace says, and nothing is switched off"));
            isGreen &= name != "none" || (red.Count == 0 && law is null);
            Console.WriteLine($"{name}|{red.Count} of {files.Count}|{(law is { } found ? $"{found.Law} (seed {found.Seed})" : "-")}");
        }

        return isGreen;
    }

    static bool IsRed(string file)
    {
        try
        {
            var load = ScenarioReader.Read(new SourceText(Path.GetRelativePath(".", file), File.ReadAllText(file)), Path.GetDirectoryName(Path.GetFullPath(file))!);
            var result = ScenarioRunner.Run(load.Scenario!, checks: Checks);
            return !result.Ok || GoldenTrace.TextOf(result) != File.ReadAllText(Path.ChangeExtension(file, ".trace"));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return true;                                // whatever the service throws without that check shows that it is needed
        }
    }

    /// <summary>The broken law with the smallest seed; null when all hold.</summary>
    (string Law, long Seed)? FirstBroken()
    {
        var broken = new ConcurrentDictionary<long, string>();
        Parallel.For(options.First, options.Last + 1, new ParallelOptions { MaxDegreeOfParallelism = options.Jobs }, (seed, loop) =>
        {
            if (HistoryRun.Play(HistoryDrawer.Draw(seed, shelf, SeedRun.ControllersOf(seed)), Checks with { SkipsQuiet = true }) is not { } law)
                return;
            broken[seed] = law.Law;
            loop.Break();
        });
        return broken.IsEmpty ? null : (broken[broken.Keys.Min()], broken.Keys.Min());
    }
}
