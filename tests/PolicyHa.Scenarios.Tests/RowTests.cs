using System.Globalization;
using System.Text.RegularExpressions;

namespace PolicyHa.Scenarios.Tests;

/// <summary>Every row of <c>rows.txt</c> has a scenario that plays it, or a test that does what no scenario can, or is listed there as missing.</summary>
public sealed partial class RowTests
{
    static readonly string RowsFile = Path.Combine(GoldenScenarioTests.Folder, "..", "rows.txt");

    [Fact]
    public void Every_row_is_played_or_listed_as_missing()
    {
        var played = PlayedRows();
        Assert.True(Rows().Count() >= 120, "rows were lost from rows.txt");
        foreach (var (number, isMissing) in Rows())
        {
            Assert.True(played.Contains(number) || isMissing, $"no scenario begins with '# Row {number}:', and no test is named for it");
            Assert.False(played.Contains(number) && isMissing, $"row {number} is played: strike 'missing' in rows.txt");
        }
    }

    [Fact]
    public void A_test_that_plays_a_row_exists()
    {
        foreach (var (line, file, test) in Tested())
        {
            var path = Path.Combine(GoldenScenarioTests.Folder, "..", "..", file);
            Assert.True(File.Exists(path), $"{line}: there is no {file}");
            Assert.True(File.ReadAllText(path).Contains($" {test}(", StringComparison.Ordinal), $"{line}: {file} has no {test}");
        }
    }

    [Fact]
    public void Every_scenario_names_a_row_that_there_is()
    {
        var rows = Rows().Select(r => r.Number).ToHashSet();
        Assert.Empty(PlayedRows().Except(rows).Except(RowsOfOurOwn));
    }

    /// <summary>Stories that came up in this project.</summary>
    static readonly int[] RowsOfOurOwn = [3, 6, 9];

    static HashSet<int> PlayedRows() =>
    [
        .. GoldenScenarioTests.Names.Select(f => File.ReadLines(Path.Combine(GoldenScenarioTests.Folder, f)).First())
            .SelectMany(l => Named().Match(l).Groups["row"].Captures).Select(c => int.Parse(c.Value, CultureInfo.InvariantCulture)),
        .. Tested().Select(t => int.Parse(t.Line.Split(' ')[0], CultureInfo.InvariantCulture)),
    ];

    /// <summary>Rows that end with <c>| FILE TEST</c>.</summary>
    static IEnumerable<(string Line, string File, string Test)> Tested() =>
        from line in File.ReadLines(RowsFile)
        where !line.StartsWith('#')
        let parts = line.Split(" | ")
        where parts.Length == 2
        let named = parts[1].Split(' ')
        select (line, named[0], named[1]);

    static IEnumerable<(int Number, bool IsMissing)> Rows() =>
        from line in File.ReadLines(RowsFile)
        where !line.StartsWith('#')
        let isMissing = line.StartsWith("missing ", StringComparison.Ordinal)
        select (int.Parse(line.Split(' ')[isMissing ? 1 : 0], CultureInfo.InvariantCulture), isMissing);

    [GeneratedRegex(@"^# Rows? (?<row>\d+)(?:(?:, | and )(?<row>\d+))*", RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
