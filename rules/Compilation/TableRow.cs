using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.Compilation;

/// <summary>A compiled row.</summary>
/// <param name="Inputs">The input cells as written, in column order; empty for <c>otherwise</c>.</param>
/// <param name="Because">Null where the file gives no sentence.</param>
sealed record TableRow(
    string Id,
    RuleSource At,
    IReadOnlyList<string> Inputs,
    IReadOnlyDictionary<InstanceClass, ActionLadder> Cells,
    string? Because)
{
    public const string OtherwiseId = "otherwise";
    public const string OnErrorId = "on-error";

    /// <summary>No class asks for anything.</summary>
    public bool IsSilent { get; } = Cells.Values.All(c => c.IsNone);
}
