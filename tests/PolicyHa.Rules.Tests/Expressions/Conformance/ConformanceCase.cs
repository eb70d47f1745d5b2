using System.Text.Json;

namespace PolicyHa.Rules.Tests.Expressions.Conformance;

/// <summary>One published case.</summary>
sealed class ConformanceCase(JsonElement json)
{
    readonly JsonElement test = json.GetProperty("test");

    public string Id => $"{Text("file")}/{Text("section")}/{Text("name")}";

    public string Expression => Text("expr");

    /// <summary>Whether it uses nothing that our subset leaves out.</summary>
    public bool IsInSubset => json.GetProperty("outside").GetArrayLength() == 0;

    public bool IsChecked => !test.TryGetProperty("disable_check", out _);

    public bool IsCheckOnly => test.TryGetProperty("check_only", out _);

    public bool HasContainer => test.TryGetProperty("container", out _);

    public bool ExpectsError => test.TryGetProperty("eval_error", out _);

    public JsonElement? ExpectedType => Find("typed_result") is { } result ? result.GetProperty("deduced_type") : null;

    /// <summary>The expected value; null means true, as the suite has it.</summary>
    public JsonElement? ExpectedValue =>
        Find("value") ?? (Find("typed_result") is { } typed && typed.TryGetProperty("result", out var result) ? result : null);

    public IEnumerable<JsonElement> Declarations => ConformanceJson.Many(test, "type_env");

    public IEnumerable<JsonElement> Bindings => ConformanceJson.Many(test, "bindings");

    JsonElement? Find(string name) => test.TryGetProperty(name, out var element) ? element : null;

    string Text(string name) => json.GetProperty(name).GetString()!;
}
