using System.Globalization;
using System.Text.RegularExpressions;

namespace PolicyHa.Scenarios.Tests;

/// <summary>Every row of <c>rows.txt</c> has a scenario that plays it, or is listed there as missing.</summary>
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
            Assert.True(played.Contains(number) || isMissing, $"no scenario begins with '# Row {number}:'");
            Assert.False(played.Contains(number) && isMissing, $"row {number} is played: strike 'missing' in rows.txt");
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
    ];

    static IEnumerable<(int Number, bool IsMissing)> Rows() =>
        from line in File.ReadLines(RowsFile)
        where !line.StartsWith('#')
        let isMissing = line.StartsWith("missing ", StringComparison.Ordinal)
        select (int.Parse(line.Split(' ')[isMissing ? 1 : 0], CultureInfo.InvariantCulture), isMissing);

    [GeneratedRegex(@"^# Rows? (?<row>\d+)(?:(?:, | and )(?<row>\d+))*", RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
