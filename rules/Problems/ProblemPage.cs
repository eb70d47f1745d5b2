using System.Collections.Concurrent;

namespace PolicyHa.Rules.Problems;

/// <summary>The page of a code, as <c>rules/docs</c> has it.</summary>
/// <param name="Title">For example "Unknown value".</param>
/// <param name="Markdown">The whole page.</param>
sealed record ProblemPage(string Code, string Title, string Markdown)
{
    static readonly ConcurrentDictionary<string, ProblemPage> Pages = new(StringComparer.Ordinal);

    /// <summary>Where the page stands in the source tree.</summary>
    public string Path => $"rules/docs/{Code}.md";

    /// <exception cref="InvalidOperationException">The program was built without the page.</exception>
    public static ProblemPage Of(string code) => Pages.GetOrAdd(code, Read);

    static ProblemPage Read(string code)
    {
        using var stream = typeof(ProblemPage).Assembly.GetManifestResourceStream($"docs/{code}.md")
            ?? throw new InvalidOperationException($"The assembly lacks the page of {code}.");
        var markdown = new StreamReader(stream).ReadToEnd();
        var heading = markdown.AsSpan(0, markdown.IndexOf('\n', StringComparison.Ordinal)).Trim();
        return new ProblemPage(code, heading[(heading.IndexOf(':') + 1)..].Trim().ToString(), markdown);
    }
}
