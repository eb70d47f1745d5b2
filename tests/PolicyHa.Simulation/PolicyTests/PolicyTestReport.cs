using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Simulation.PolicyTests;

/// <summary>What came of the tests of a policy.</summary>
/// <param name="Tests">Those that were played, in file order. A test with a mistake in it is not.</param>
/// <param name="Coverage">What the played tests have seen of the policy.</param>
/// <param name="Problems">
/// Mistakes in tests, a <c>HA703</c> for each expectation that does not hold, and, when no test was left out, a warning
/// <c>HA702</c> for everything the tests never saw. By file and place.
/// </param>
/// <param name="LeftOut">Tests that nobody asked for.</param>
/// <param name="Sources">The texts the problems point into.</param>
public sealed record PolicyTestReport(
    IReadOnlyList<PolicyTestResult> Tests, PolicyCoverage Coverage, IReadOnlyList<PolicyProblem> Problems,
    int LeftOut, IReadOnlyList<SourceText> Sources)
{
    /// <summary>Of a policy that could not be read or has errors: they are all there is to say.</summary>
    public static PolicyTestReport OfMistakes(PolicyLoad load) =>
        new([], new PolicyCoverage([], [], []), load.Problems, 0, load.Sources);

    /// <summary>Every test could be played, and every expectation holds. A policy without tests is ok.</summary>
    public bool Ok => Problems.All(p => p.Severity == ProblemSeverity.Warning);
}
