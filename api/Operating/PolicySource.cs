using PolicyHa.Api.Configuration;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Api.Operating;

/// <summary>
/// Where the policy comes from: the configured file or directory, or the one that comes with the program.
/// </summary>
sealed class PolicySource(PolicyOptions options)
{
    /// <summary>Null: nothing to watch.</summary>
    public string? Path { get; } = options.Path is { Length: > 0 } path ? path : null;

    /// <summary>Values instead of the params' defaults, by configuration.</summary>
    public IReadOnlyDictionary<string, string> Params => options.Params;

    /// <summary>Reads and compiles. Never throws for what the files hold.</summary>
    public PolicyLoad Load() => Path is { } path
        ? PolicyFiles.Load(path, options.Params)
        : PolicyCompiler.Compile([ShippedPolicies.Default], options.Params);

    /// <summary>What was read, as somebody's wish.</summary>
    public PolicyCandidate CandidateOf(PolicyLoad load) => new(
        load,
        options.Params,
        Path is null ? PolicyOrigin.Shipped : PolicyOrigin.File,
        Path is { } path ? $"files {path}" : $"policyha {ServiceVersion.Text}",
        options.AcceptNewActions);

    /// <summary>Changes whenever a file does: names, sizes and times of writing. Constant for the shipped policy.</summary>
    public string Signature()
    {
        if (Path is null)
            return "shipped";
        try
        {
            var files = Directory.Exists(Path)
                ? Directory.EnumerateFiles(Path).Order(StringComparer.Ordinal).Select(f => new FileInfo(f))
                : [new FileInfo(Path)];
            return string.Join('\n', files.Select(Signature));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // unreadable is a change as well; loading says what is wrong
            return e.GetType().Name;
        }
    }

    static string Signature(FileInfo file) =>
        $"{file.FullName} {(file.Exists ? file.Length : -1)} {file.LastWriteTimeUtc.Ticks}";
}
