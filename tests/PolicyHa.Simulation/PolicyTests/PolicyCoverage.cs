using PolicyHa.Engine.Policies;

namespace PolicyHa.Simulation.PolicyTests;

/// <summary>What of a policy its tests have seen.</summary>
public sealed record PolicyCoverage(
    IReadOnlyList<RowCoverage> Rows, IReadOnlyList<RuleCoverage> Rules, IReadOnlyList<LimitCoverage> Limits);

/// <summary>A row of a table.</summary>
/// <param name="Spoke">
/// A test saw it decide. A row that asks for nothing counts as seen: every host that is well is a test of it.
/// </param>
/// <param name="FailedBy">Columns by which alone it did not match in some test, in table order.</param>
/// <param name="NeverFailedBy">The other columns whose cells do not take any value.</param>
public sealed record RowCoverage(
    string Table, string Row, RuleSource At, bool Spoke, IReadOnlyList<string> FailedBy, IReadOnlyList<string> NeverFailedBy)
{
    /// <summary>No test sees it fail by one cell, and there is a cell it could fail by.</summary>
    public bool IsNeverMissed => FailedBy.Count == 0 && NeverFailedBy.Count > 0;
}

/// <summary>A rule of the file.</summary>
public sealed record RuleCoverage(string Rule, RuleSource At, bool Fired);

/// <summary>A limit of the file.</summary>
/// <param name="Held">A test saw it hold something.</param>
public sealed record LimitCoverage(string Limit, RuleSource At, bool Held);
