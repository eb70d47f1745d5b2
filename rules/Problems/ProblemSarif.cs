using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolicyHa.Rules.Problems;

/// <summary>
/// Prints problems for code scanners: SARIF 2.1.0 (OASIS standard), one run with every code as a rule.
/// </summary>
public static class ProblemSarif
{
    static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One JSON document.</summary>
    /// <param name="toolVersion">Of this program.</param>
    public static string Print(IReadOnlyList<PolicyProblem> problems, string toolVersion)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var run = new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "policyha",
                    ["version"] = toolVersion,
                    ["rules"] = new JsonArray([.. ProblemCode.All.Select(Rule)]),
                },
            },
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JsonArray([.. problems.Select(Result)]),
        };
        var document = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(run),
        };
        return document.ToJsonString(Options);
    }

    static JsonNode Rule(string code)
    {
        var page = ProblemPage.Of(code);
        return new JsonObject
        {
            ["id"] = code,
            ["shortDescription"] = Text(page.Title),
            ["help"] = new JsonObject { ["text"] = page.Markdown, ["markdown"] = page.Markdown },
            ["helpUri"] = page.Path,
            ["defaultConfiguration"] = new JsonObject { ["level"] = Level(ProblemCode.SeverityOf(code)) },
        };
    }

    static JsonNode Result(PolicyProblem problem)
    {
        var place = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = UriOf(problem.File) } };
        if (problem.Line > 0)
        {
            place["region"] = new JsonObject
            {
                ["startLine"] = problem.Line,
                ["startColumn"] = problem.Column,
                ["endColumn"] = problem.Column + problem.Length,
            };
        }

        return new JsonObject
        {
            ["ruleId"] = problem.Code,
            ["ruleIndex"] = ProblemCode.All.ToList().IndexOf(problem.Code),
            ["level"] = Level(problem.Severity),
            ["message"] = Text(problem.Hint is { } hint ? $"{problem.Message}\nhint: {hint}" : problem.Message),
            ["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = place }),
        };
    }

    static JsonObject Text(string text) => new() { ["text"] = text };

    static string Level(ProblemSeverity severity) => severity == ProblemSeverity.Error ? "error" : "warning";

    /// <summary>A relative path stays relative: scanners want it from the root of the repository.</summary>
    static string UriOf(string path) => Path.IsPathRooted(path)
        ? new Uri(path).AbsoluteUri
        : string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
}
