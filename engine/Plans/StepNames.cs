using System.Text.Json;

namespace PolicyHa.Engine.Plans;

/// <summary>The words for step kinds and states in traces, the API and the store.</summary>
public static class StepNames
{
    static readonly string[] Kinds =
        [.. Enum.GetNames<StepKind>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    static readonly string[] States =
        [.. Enum.GetNames<StepState>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    /// <summary>For example <c>force-down</c>.</summary>
    public static string Name(this StepKind kind) => Kinds[(int)kind];

    /// <summary>For example <c>started</c>.</summary>
    public static string Name(this StepState state) => States[(int)state];
}
