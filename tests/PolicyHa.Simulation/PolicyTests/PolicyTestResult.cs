using PolicyHa.Engine.Policies;

namespace PolicyHa.Simulation.PolicyTests;

/// <summary>What came of one test.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Happened">Acts and holds in order, with seconds from the start: <c>7s force-down c1</c>.</param>
public sealed record PolicyTestResult(
    string Name, RuleSource At, IReadOnlyList<TestFailure> Failures, IReadOnlyList<string> Happened)
{
    public bool Ok => Failures.Count == 0;
}
