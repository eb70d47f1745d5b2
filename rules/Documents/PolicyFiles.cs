using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Documents;

/// <summary>
/// Reads a policy from disk: one file, or a directory whose <c>*.yaml</c> files make one policy together.
/// </summary>
public static class PolicyFiles
{
    static readonly IReadOnlyDictionary<string, string> NoOverrides = new Dictionary<string, string>();

    /// <summary>
    /// Reads, checks and compiles. Never throws for what a file holds, nor for a file that cannot be read.
    /// </summary>
    /// <param name="path">Of a file or a directory.</param>
    /// <param name="paramOverrides">Values instead of the params' defaults, as an operator writes them.</param>
    public static PolicyLoad Load(string path, IReadOnlyDictionary<string, string>? paramOverrides = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var problems = new ProblemLog();
        var sources = Read(path, problems);
        return problems.HasErrors
            ? new PolicyLoad(null, problems.Sorted(sources), sources)
            : PolicyCompiler.Compile(sources, paramOverrides ?? NoOverrides);
    }

    /// <summary>The rule files of a path: itself, or those of the directory, in the order they are read.</summary>
    /// <exception cref="IOException">The directory cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static IReadOnlyList<string> At(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Directory.Exists(path) ? FilesIn(path) : [path];
    }

    static IReadOnlyList<SourceText> Read(string path, ProblemLog problems)
    {
        try
        {
            var files = At(path);
            if (files.Count == 0)
                problems.Add(ProblemCode.Unreadable, path, "no *.yaml file is in this directory");
            return [.. files.Select(file => new SourceText(file, File.ReadAllText(file)))];
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            problems.Add(ProblemCode.Unreadable, path, $"cannot be read: {wrong.Message}");
            return [];
        }
    }

    /// <summary>By name, so that every machine reads them in one order. Hidden files are editors' left-overs.</summary>
    static List<string> FilesIn(string directory) =>
    [
        .. Directory.EnumerateFiles(directory).Where(f => Path.GetExtension(f) is ".yaml" or ".yml")
            .Where(f => !Path.GetFileName(f).StartsWith('.')).Order(StringComparer.Ordinal),
    ];
}
