using System.Text.Json.Serialization;

namespace PolicyHa.Adapters.OpenStack.Workflows;

/// <summary>An execution of a workflow, as Mistral shows it.</summary>
sealed record Execution(string? Id, string? State, string? StateInfo);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Execution))]
sealed partial class WorkflowJson : JsonSerializerContext;
