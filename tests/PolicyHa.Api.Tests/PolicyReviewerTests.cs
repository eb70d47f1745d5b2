using PolicyHa.Api.Operating;
using PolicyHa.Api.Tests.Support;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Api.Tests;

public class PolicyReviewerTests
{
    [Fact]
    public async Task A_failing_test_refuses_the_policy_with_its_lines()
    {
        var review = await Reviewer(new RehearsalReport(3, 1, ["a dead host: expected fence, got nothing"]))
            .ReviewAsync(Candidate(PolicyTexts.Revision("2")), CancellationToken.None);

        Assert.Equal(RefusedFor.Tests, review.Refused);
        Assert.Equal("1 of 4 tests failed", review.Reason);
        Assert.Equal(["a dead host: expected fence, got nothing"], review.Tests.Failures);
    }

    [Fact]
    public async Task Tests_are_not_run_of_a_policy_with_errors()
    {
        var review = await Reviewer(new RehearsalReport(0, 1, ["never"]))
            .ReviewAsync(Candidate(PolicyTexts.Broken), CancellationToken.None);

        Assert.Equal((RefusedFor.Errors, 0), (review.Refused, review.Tests.Failed));
    }

    [Fact]
    public async Task A_policy_that_calls_a_service_that_is_not_configured_is_refused_with_the_place()
    {
        var calls = PolicyTexts.Default.Replace("restart, notify", "call rebuilder, notify", StringComparison.Ordinal);
        var ofNobody = PolicyTexts.Default.Replace("restart, notify", "call rebuildr, notify", StringComparison.Ordinal);

        var review = await Reviewer(RehearsalReport.Empty).ReviewAsync(Candidate(ofNobody), CancellationToken.None);

        Assert.Null((await Reviewer(RehearsalReport.Empty).ReviewAsync(Candidate(calls), CancellationToken.None)).Refused);
        Assert.Equal(RefusedFor.Errors, review.Refused);
        var problem = review.Candidate.Load.Problems.First(p => p.Code == "HA313");
        Assert.Contains("no service 'rebuildr' is configured", problem.Message, StringComparison.Ordinal);
        Assert.Contains("rebuilder", problem.Hint, StringComparison.Ordinal);
        Assert.Contains("call rebuildr", review.Candidate.Load.Sources[0].Line(problem.Line)[(problem.Column - 1)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_passes_is_not_refused()
    {
        var review = await Reviewer(new RehearsalReport(4, 0, []))
            .ReviewAsync(Candidate(PolicyTexts.Revision("2")), CancellationToken.None);

        Assert.Null(review.Refused);
        Assert.Equal(4, review.Tests.Passed);
    }

    static PolicyReviewer Reviewer(RehearsalReport report)
    {
        var (state, holder) = (new ClusterState(new SignalBoard(1)), new PolicyHolder(Candidate(PolicyTexts.Default).Load.Policy!));
        state.SawEverything = true;
        return new PolicyReviewer(
            new Rehearsed(report), new FleetVerdicts(state, holder, new DecisionOptions(), TimeProvider.System), holder, new CallableServices(["rebuilder"]), state);
    }

    static PolicyCandidate Candidate(string text) =>
        PolicyCandidate.Sent([new SourceText("rules.yaml", text)], new Dictionary<string, string>(), "root", accepts: false);

    sealed class Rehearsed(RehearsalReport report) : IPolicyRehearsal
    {
        public Task<RehearsalReport> RunAsync(PolicyLoad candidate, CancellationToken ct) => Task.FromResult(report);
    }
}
