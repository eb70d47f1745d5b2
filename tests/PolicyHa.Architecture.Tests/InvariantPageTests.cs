using System.Text.RegularExpressions;

namespace PolicyHa.Architecture.Tests;

/// <summary>The page of invariants says who would notice: all of them must be there, by the names they have.</summary>
public sealed partial class InvariantPageTests
{
    static readonly string Scenarios = Path.Combine(ProjectFiles.Root, "tests", "PolicyHa.Scenarios.Tests", "scenarios");

    static readonly string[][] Rows =
    [
        .. File.ReadLines(Path.Combine(ProjectFiles.Root, "engine", "docs", "invariants.md"))
            .Where(l => l.StartsWith("| S", StringComparison.Ordinal)).Select(l => l.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    [Fact]
    public void Every_invariant_has_a_row_and_somebody_who_would_notice_or_a_reason_why_nobody()
    {
        Assert.Equal(Enumerable.Range(1, 62).Select(n => $"S{n}"), Rows.Select(r => r[0]));
        Assert.All(Rows, r => Assert.True(r.Length == 6 && r[1].Length > 0 && r[2..].Any(c => c.Length > 0), $"{r[0]}: nobody would notice"));
    }

    [Fact]
    public void Every_law_and_every_mutant_of_the_page_is_there()
    {
        var laws = Directory.GetFiles(Path.Combine(ProjectFiles.Root, "tests", "PolicyHa.Simulation", "Checks", "Laws")).Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var mutants = File.ReadLines(Path.Combine(ProjectFiles.Root, ".make", "mutations.list"))
            .Where(l => l.StartsWith("mutant ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]).ToHashSet();

        Assert.All(Rows, r => Assert.All(NamesIn(r[2]), law => Assert.True(laws.Contains(law), $"{r[0]}: there is no law {law}")));
        Assert.All(Rows, r => Assert.All(NamesIn(r[3]), mutant => Assert.True(mutants.Contains(mutant), $"{r[0]}: there is no mutant {mutant}")));
    }

    [Fact]
    public void Every_scenario_of_the_page_is_there()
    {
        var numbers = Directory.EnumerateFiles(Scenarios, "*.yaml", SearchOption.AllDirectories).Select(f => Path.GetFileName(f).Split('-')[0]).ToHashSet();

        Assert.All(Rows, r => Assert.All(r[4].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), n => Assert.True(numbers.Contains(n), $"{r[0]}: there is no scenario {n}")));
    }

    [Fact]
    public void Every_law_with_an_invariant_s_number_stands_at_it()
    {
        var page = Rows.SelectMany(r => NamesIn(r[2])).ToHashSet();
        foreach (var file in Directory.GetFiles(Path.Combine(ProjectFiles.Root, "tests", "PolicyHa.Simulation", "Checks", "Laws")))
        {
            if (Number().IsMatch(File.ReadAllText(file)))
                Assert.True(page.Contains(Path.GetFileNameWithoutExtension(file)), $"{Path.GetFileName(file)} stands nowhere in engine/docs/invariants.md");
        }
    }

    static IEnumerable<string> NamesIn(string cell) => Name().Matches(cell).Select(m => m.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex("\"S[0-9]+")]
    private static partial Regex Number();
}
