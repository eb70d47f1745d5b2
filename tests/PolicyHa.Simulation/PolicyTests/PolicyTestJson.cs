using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Simulation.PolicyTests;

/// <summary>Prints what came of tests for machines.</summary>
public static class PolicyTestJson
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new PlaceConverter() },
    };

    /// <summary>
    /// One document: <c>{"ok","passed","failed","policies":[{"ok","tests":[{"name","at","ok","failures":[{"at","expected","was"}],
    /// "happened"}],"coverage":{"rows","rules","limits"},"problems"}]}</c>; places are <c>file:line:column</c>.
    /// </summary>
    public static string Print(IReadOnlyList<PolicyTestReport> policies) => JsonSerializer.Serialize(
        new
        {
            Ok = policies.All(p => p.Ok),
            Passed = policies.Sum(p => p.Tests.Count(t => t.Ok)),
            Failed = policies.Sum(p => p.Tests.Count(t => !t.Ok)),
            Policies = policies.Select(p => new { p.Ok, p.Tests, p.Coverage, p.Problems }),
        },
        Options);

    sealed class PlaceConverter : JsonConverter<RuleSource>
    {
        public override RuleSource Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("reports are only written");

        public override void Write(Utf8JsonWriter writer, RuleSource value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
