using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Scenarios.Tests;

/// <summary>
/// Plays every file of <c>scenarios/</c> and compares the whole trace with the one beside it. A new file gets its trace written;
/// <c>POLICYHA_ACCEPT=1</c> rewrites them all: read the diff before you commit it.
/// </summary>
public sealed class GoldenScenarioTests
{
    internal static readonly string Folder = Path.Combine(ProjectFolder(), "scenarios");

    public static TheoryData<string> Files => [.. Names];

    internal static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Files))]
    public void Goes_as_expected_and_as_before(string file)
    {
        var result = Play(file);
        Assert.True(result.Ok, string.Join('\n', result.Failures));

        var trace = GoldenTrace.TextOf(result);
        var golden = Path.ChangeExtension(Path.Combine(Folder, file), ".trace");
        if (Environment.GetEnvironmentVariable("POLICYHA_ACCEPT") == "1")
            File.WriteAllText(golden, trace);
        Assert.True(File.Exists(golden), $"{golden} is not there: POLICYHA_ACCEPT=1 writes it, to be read before it is kept");
        Assert.Equal(File.ReadAllText(golden), trace);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Is_the_same_byte_for_byte_when_played_twice(string file) =>
        Assert.Equal(Play(file).ToJson(), Play(file).ToJson());

    static ScenarioResult Play(string file) => ScenarioRunner.Run(Read(file));

    internal static Scenario Read(string file)
    {
        var path = Path.Combine(Folder, file);
        var load = ScenarioReader.Read(new SourceText(file, File.ReadAllText(path)), Path.GetDirectoryName(path)!);
        Assert.True(load.IsValid, ProblemText.Print(load.Problems, load.Sources));
        return load.Scenario;
    }

    static string ProjectFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PolicyHa.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("PolicyHa.sln is in no folder above the tests");
        return Path.Combine(folder.FullName, "tests", "PolicyHa.Scenarios.Tests");
    }
}
