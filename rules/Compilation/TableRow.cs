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

    /// <summary>Where the hit policy is <c>priority</c>: the highest of the matching rows decides.</summary>
    public int Priority { get; init; }

    public bool AsksTheSameAs(TableRow other) =>
        Cells.Count == other.Cells.Count && Cells.All(c => c.Value.Equals(other.Cells.GetValueOrDefault(c.Key)));

    /// <summary>Several rows in one: each class is asked for what any of them asks for.</summary>
    public static TableRow Joined(IReadOnlyList<TableRow> rows)
    {
        var asking = rows.Where(r => !r.IsSilent).ToList();
        if (asking.Count < 2)
            return asking.Count == 0 ? rows[0] : asking[0];
        var classes = asking.SelectMany(r => r.Cells.Keys).Distinct();
        return new TableRow(
            string.Join('+', asking.Select(r => r.Id)), asking[0].At, asking[0].Inputs,
            classes.ToDictionary(c => c, c => LadderJoin.Of(asking.Select(r => r.Cells.GetValueOrDefault(c, ActionLadder.None)))), null);
    }

    /// <summary>No class asks for anything.</summary>
    public bool IsSilent { get; } = Cells.Values.All(c => c.IsNone);
}
