using System.Text.Encodings.Web;
using System.Text.Json;
using PolicyHa.Simulation.Running;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>What playing a scenario came to.</summary>
/// <param name="Failures">Expectations that do not hold, and broken invariants, each with its place and what was seen instead.</param>
/// <param name="End">Where each instance ended up, by name.</param>
public sealed record ScenarioResult(
    string Scenario, long Seed, bool Ok, IReadOnlyList<string> Failures, IReadOnlyList<TraceEntry> Trace,
    IReadOnlyDictionary<string, EndState> End)
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>One JSON document: <c>{"scenario","seed","ok","failures","trace","end"}</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>Where an instance ended up.</summary>
public sealed record EndState(string Host, string State);
