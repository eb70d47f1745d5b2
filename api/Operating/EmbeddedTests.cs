using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Problems;
using PolicyHa.Simulation.PolicyTests;

namespace PolicyHa.Api.Operating;

/// <summary>
/// The tests that stand in the rule files themselves, played on the production core with a simulated clock and world.
/// </summary>
sealed class EmbeddedTests : IPolicyRehearsal
{
    public Task<RehearsalReport> RunAsync(PolicyLoad candidate, CancellationToken ct) => Task.Run(() => Run(candidate), ct);

    /// <summary>A test that has a mistake in it could not be played: it has failed as well.</summary>
    static RehearsalReport Run(PolicyLoad candidate)
    {
        var report = PolicyTestRunner.Run(candidate);
        var errors = report.Problems.Where(p => p.Severity == ProblemSeverity.Error).ToList();
        var mistakes = errors.Count(p => p.Code != ProblemCode.TestFailed);
        return new RehearsalReport(
            report.Tests.Count(t => t.Ok), report.Tests.Count(t => !t.Ok) + mistakes, [.. errors.Select(p => p.ToString())]);
    }
}
