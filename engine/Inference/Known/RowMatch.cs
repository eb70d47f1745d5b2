using System.Collections.Frozen;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Derived: a row of a decision table, or a rule that decides, speaks about a host, or about one instance on it.</summary>
/// <param name="Instance">Null for a host.</param>
/// <param name="Table"><see cref="OfRules"/> when a rule decides.</param>
/// <param name="Row">The row's id, or the rule's name; <c>otherwise</c> when no row matched; <c>on-error</c> when the table could not be evaluated.</param>
/// <param name="Cells">What each class asks for.</param>
/// <param name="Reading">What the table had read.</param>
public sealed record RowMatch(
    ComputeHost Compute,
    InstanceId? Instance,
    string Table,
    string Row,
    RuleSource At,
    IReadOnlyDictionary<InstanceClass, ActionLadder> Cells,
    RowReading Reading)
    : HostFact(Instance is null ? KnownKinds.RowMatch : KnownKinds.InstanceRow, Compute)
{
    /// <summary>Stands where a table's name stands when a rule decides.</summary>
    public const string OfRules = "rules";

    /// <summary>The row of a table that could not be evaluated.</summary>
    public const string OnError = "on-error";

    /// <summary>The row of rules that contradict each other.</summary>
    public const string Conflict = "rule-conflict";

    /// <summary>Cells that ask for nothing.</summary>
    public static readonly IReadOnlyDictionary<InstanceClass, ActionLadder> NoCells = FrozenDictionary<InstanceClass, ActionLadder>.Empty;

    /// <summary>Where several speak about one host or instance the highest decides. Tables have 0.</summary>
    public int Priority { get; init; }

    /// <inheritdoc cref="RowReading.Inputs"/>
    public IReadOnlyList<(string Column, string Value)> Inputs => Reading.Inputs;

    /// <inheritdoc cref="RowReading.NearMisses"/>
    public IReadOnlyList<NearMiss> NearMisses => Reading.NearMisses;

    /// <summary>No class asks for anything.</summary>
    public bool IsHealthy
    {
        get
        {
            foreach (var (_, ladder) in Cells)
            {
                if (!ladder.IsNone)
                    return false;
            }

            return true;
        }
    }

    /// <summary>Why the row is there, in the operator's words (<c>because:</c>).</summary>
    public string? Because { get; init; }

    public override string Text => $"RowMatch({Instance?.Value ?? Host.Value}, {Table}/{Row})";

    /// <summary>What it asks for goes with the row. Its sentence is left out: one row is one fault, whatever it is said of it.</summary>
    public bool Equals(RowMatch? other) =>
        other is not null && (Instance, Table, Row, Priority) == (other.Instance, other.Table, other.Row, other.Priority)
        && Compute.Equals(other.Compute);

    public override int GetHashCode() => HashCode.Combine(Host, Instance, Row);

    /// <summary>
    /// Which of several rows speaks: the one of highest priority. Several of that priority that ask for different things speak
    /// together, and ask for nothing but a person.
    /// </summary>
    public static RowMatch? Strongest(RowMatch? best, RowMatch next)
    {
        if (best is null || next.Priority > best.Priority)
            return next;
        return next.Priority < best.Priority || AskTheSame(best, next) ? best : Contradiction(best, next);
    }

    static bool AskTheSame(RowMatch a, RowMatch b) =>
        (a.Table, a.Row) == (b.Table, b.Row)
        || (a.Cells.Count == b.Cells.Count && a.Cells.All(c => c.Value.Equals(b.Cells.GetValueOrDefault(c.Key))));

    static RowMatch Contradiction(RowMatch a, RowMatch b) => a with
    {
        Row = Conflict,
        Cells = a.Cells.ToDictionary(c => c.Key, _ => ActionLadder.None),
        Because = $"{a.Table}/{a.Row} ({a.At}) and {b.Table}/{b.Row} ({b.At}) ask for different things with equal priority {a.Priority}",
    };
}
