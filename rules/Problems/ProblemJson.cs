using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolicyHa.Rules.Problems;

/// <summary>Prints problems for machines: <c>{"errors":1,"warnings":0,"problems":[…]}</c>.</summary>
public static class ProblemJson
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>One JSON document.</summary>
    public static string Print(IReadOnlyList<PolicyProblem> problems) => JsonSerializer.Serialize(
        new
        {
            errors = problems.Count(p => p.Severity == ProblemSeverity.Error),
            warnings = problems.Count(p => p.Severity == ProblemSeverity.Warning),
            problems,
        },
        Options);
}
