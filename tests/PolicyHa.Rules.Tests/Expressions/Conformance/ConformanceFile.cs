using System.Text.Json;

namespace PolicyHa.Rules.Tests.Expressions.Conformance;

/// <summary>
/// The published CEL conformance cases, as JSON. They are not part of this repository: they lie beside it, in
/// ../shared/cel/cel-conformance.json, or where the environment variable POLICYHA_CEL_CASES says.
/// </summary>
static class ConformanceFile
{
    public const string Variable = "POLICYHA_CEL_CASES";

    public static string? Path { get; } = Find();

    public static IReadOnlyList<ConformanceCase> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path!));
        return [.. document.RootElement.EnumerateArray().Select(e => new ConformanceCase(e.Clone()))];
    }

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(named) ? named : null;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "PolicyHa.sln")))
            folder = folder.Parent;
        if (folder is null)
            return null;
        var beside = System.IO.Path.Combine(folder.FullName, "..", "shared", "cel", "cel-conformance.json");
        return File.Exists(beside) ? beside : null;
    }
}
