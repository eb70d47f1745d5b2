using System.Text.RegularExpressions;

namespace PolicyHa.Architecture.Tests;

/// <summary>Every reason to hold is reached by a golden scenario or a test: a reason nobody has seen is a promise nobody has kept.</summary>
public sealed partial class HoldReasonTests
{
    [Fact]
    public void Every_hold_reason_is_seen_in_a_scenario_or_a_test()
    {
        var source = File.ReadAllText(Path.Combine(ProjectFiles.Root, "engine/Decisions/HoldReason.cs"));
        var reasons = Member().Matches(source).Select(m => m.Groups[1].Value).ToList();
        var folder = Path.Combine(ProjectFiles.Root, "tests/PolicyHa.Scenarios.Tests/scenarios");
        var traces = string.Concat(Directory.EnumerateFiles(folder, "*.trace", SearchOption.AllDirectories).Select(File.ReadAllText));
        var tests = string.Concat(ProjectFiles.Sources("tests").Where(f => f.Contains(".Tests/", StringComparison.Ordinal)).Select(File.ReadAllText));
        var unseen = reasons.Where(r => !traces.Contains($": {Kebab(r)}: ", StringComparison.Ordinal)
            && !traces.Contains($"held ({Kebab(r)}): ", StringComparison.Ordinal)
            && !tests.Contains($"HoldReason.{r}", StringComparison.Ordinal));
        Assert.True(reasons.Count > 10, "the enum was read");
        Assert.Empty(unseen);
    }

    static string Kebab(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    [GeneratedRegex(@"^    (\w+),$", RegexOptions.Multiline)]
    private static partial Regex Member();
}
