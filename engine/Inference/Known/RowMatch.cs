using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Derived: a row of a decision table speaks about a host, or about one instance on it.</summary>
/// <param name="Instance">Null for a host table.</param>
/// <param name="Row">The row's id; <c>otherwise</c> when none matched; <c>on-error</c> when the table could not be evaluated.</param>
/// <param name="Cells">What each class asks for.</param>
/// <param name="Inputs">Column and value, in table order.</param>
/// <param name="NearMisses">Rows that failed by one column, nearest first.</param>
public sealed record RowMatch(
    HostName Host,
    InstanceId? Instance,
    string Table,
    string Row,
    RuleSource At,
    IReadOnlyDictionary<InstanceClass, ActionLadder> Cells,
    IReadOnlyList<(string Column, string Value)> Inputs,
    IReadOnlyList<NearMiss> NearMisses)
    : Fact(Host)
{
    /// <summary>No class asks for anything.</summary>
    public bool IsHealthy => Cells.Values.All(c => c.IsNone);

    /// <summary>Why the row is there, in the operator's words (<c>because:</c>).</summary>
    public string? Because { get; init; }

    public override string Text => $"RowMatch({Instance?.Value ?? Host.Value}, {Table}/{Row})";

    public bool Equals(RowMatch? other) =>
        other is not null && (Host, Instance, Table, Row) == (other.Host, other.Instance, other.Table, other.Row);

    public override int GetHashCode() => HashCode.Combine(Host, Instance, Table, Row);
}
