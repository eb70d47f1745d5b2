using System.Globalization;
using System.Text.RegularExpressions;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.PolicyTests;

/// <summary>
/// Plays the tests that stand in rule files: on the production core, with a simulated clock and cloud. The same files give the
/// same report.
/// </summary>
public sealed class PolicyTestRunner
{
    /// <summary>More of what happened than this nobody reads in a message.</summary>
    const int HappenedInHint = 12;

    readonly PolicyLoad load;
    readonly ProblemLog problems = new();
    readonly CoverageWatch watch;
    readonly List<PolicyTestResult> results = [];

    PolicyTestRunner(PolicyLoad load) => (this.load, watch) = (load, new CoverageWatch(load));

    /// <param name="load">A policy without errors. Of values given to its params from outside nothing counts here.</param>
    /// <param name="only">Tests whose names match; null: all.</param>
    /// <exception cref="ArgumentException">The policy has errors: there is nothing to test.</exception>
    public static PolicyTestReport Run(PolicyLoad load, Regex? only = null)
    {
        ArgumentNullException.ThrowIfNull(load);
        if (!load.IsValid)
            throw new ArgumentException("a policy with errors cannot be tested", nameof(load));
        return new PolicyTestRunner(load).Run(only);
    }

    PolicyTestReport Run(Regex? only)
    {
        var all = load.Document!.Tests;
        var wanted = all.Where(t => only is null || only.IsMatch(t.Name.Value)).ToList();
        var reader = new PolicyTestReader(new PolicyVariants(load), problems);
        foreach (var test in wanted)
        {
            if (reader.Read(test) is { } scenario)
                Play(test, scenario);
        }

        var coverage = watch.Coverage();
        if (results.Count == all.Count && all.Count > 0)
            Warn(coverage);
        return new PolicyTestReport(results, coverage, problems.Sorted(load.Sources), all.Count - wanted.Count, load.Sources);
    }

    void Play(TestSyntax test, Scenario scenario)
    {
        var at = test.Name.Span.Place;
        IReadOnlyList<TestFailure> failures;
        IReadOnlyList<string> happened = [];
        try
        {
            var outcome = ScenarioRunner.Play(scenario, watch.Look);
            watch.LookBack(outcome.Incidents);
            happened = [.. outcome.Trace.Where(t => t.Kind is "act" or "hold").Select(Short)];
            failures =
            [
                .. outcome.Broken is { } broken ? [new TestFailure(at, "every invariant holds", broken)] : (TestFailure[])[],
                .. outcome.Unmet.Select(u => new TestFailure(u.Expectation.At, u.Expectation.Text, u.Was)),
            ];
        }
        catch (LivelockException e)
        {
            failures = [new TestFailure(at, "the service comes to rest", e.Message)];
        }

        results.Add(new PolicyTestResult(test.Name.Value, at, failures, happened));
        foreach (var failure in failures)
            problems.Add(ProblemCode.TestFailed, failure.At, $"test '{test.Name.Value}': {failure}", Hint(happened));
    }

    static string Hint(IReadOnlyList<string> happened) =>
        happened.Count == 0 ? "nothing was done and nothing held"
        : $"what happened: {string.Join("; ", happened.Take(HappenedInHint))}"
            + (happened.Count > HappenedInHint ? $"; and {happened.Count - HappenedInHint} more" : "");

    static string Short(TraceEntry entry) => string.Create(
        CultureInfo.InvariantCulture, $"{entry.T}s {(entry.Kind == "hold" ? $"hold {entry.Host} {entry.What}" : entry.Text)}");

    void Warn(PolicyCoverage coverage)
    {
        foreach (var row in coverage.Rows)
        {
            if (!row.Spoke)
                Uncovered(row.At, $"no test sees row '{row.Row}' of table '{row.Table}' decide");
            if (row.IsNeverMissed)
                Uncovered(row.At, $"no test sees row '{row.Row}' of table '{row.Table}' fail by one cell");
        }

        foreach (var rule in coverage.Rules.Where(r => !r.Fired))
            Uncovered(rule.At, $"no test sees rule '{rule.Rule}' fire");
        foreach (var limit in coverage.Limits.Where(l => !l.Held))
            Uncovered(limit.At, $"no test sees limit '{limit.Limit}' hold anything");
    }

    void Uncovered(RuleSource at, string message) => problems.Add(ProblemCode.NotCovered, at, message, null);
}
