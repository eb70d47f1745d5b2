using System.Text.RegularExpressions;

namespace PolicyHa.Architecture.Tests;

/// <summary>Words we do not use for types, and marks that must not stay in code.</summary>
public sealed partial class NameTests
{
    static readonly string[] Folders = ["engine", "rules", "adapters", "api", "samples", "tests"];

    [Fact]
    public void No_type_is_a_manager_helper_or_util()
    {
        foreach (var file in Folders.SelectMany(ProjectFiles.Sources))
        {
            var bad = BadType().Matches(File.ReadAllText(file)).Select(m => m.Value);
            Assert.True(!bad.Any(), $"{file}: {string.Join(", ", bad)}");
        }
    }

    [Fact]
    public void The_engine_asks_no_clock_and_rolls_no_dice()
    {
        foreach (var file in ProjectFiles.Sources("engine"))
        {
            var bad = ClockOrChance().Matches(File.ReadAllText(file)).Select(m => m.Value);
            Assert.True(!bad.Any(), $"{file}: {string.Join(", ", bad)}");
        }
    }

    [Fact]
    public void Nothing_is_left_unfinished()
    {
        var self = $"{nameof(NameTests)}.cs";
        foreach (var file in Folders.SelectMany(ProjectFiles.Sources).Where(f => Path.GetFileName(f) != self))
        {
            var bad = Unfinished().Matches(File.ReadAllText(file)).Select(m => m.Value);
            Assert.True(!bad.Any(), $"{file}: {string.Join(", ", bad)}");
        }
    }

    [Fact]
    public void A_source_file_stays_small_enough_to_read()
    {
        var large = Folders.SelectMany(ProjectFiles.Sources).Where(f => File.ReadLines(f).Count() > 350).ToList();
        Assert.True(large.Count == 0, string.Join('\n', large));
    }

    [Fact]
    public void Only_what_belongs_there_is_at_the_top_level()
    {
        string[] known =
        [
            "engine", "rules", "adapters", "api", "tests", "samples", "PolicyHa.sln", "README.md", "CHANGELOG.md", "LICENSE",
            "Makefile", "global.json", "policyha",
        ];
        var strange = new DirectoryInfo(ProjectFiles.Root).EnumerateFileSystemInfos().Select(f => f.Name)
            .Where(n => !n.StartsWith('.') && !n.StartsWith("Directory.", StringComparison.Ordinal) && !known.Contains(n));
        Assert.Empty(strange);
    }

    [GeneratedRegex(@"\b(class|record|struct|interface|enum) \w*(Manager|Helper|Helpers|Util|Utils)\b")]
    private static partial Regex BadType();

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?Now|Guid\.NewGuid|new Random|TimeProvider\.System")]
    private static partial Regex ClockOrChance();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b")]
    private static partial Regex Unfinished();
}
