using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Api.Operating;

/// <summary>What came of looking at a candidate: check, tests, and what it would change on the fleet as it stands.</summary>
/// <param name="Refused">Null: it may come into force.</param>
/// <param name="Hint">What to do next.</param>
sealed record PolicyReview(
    PolicyCandidate Candidate, RehearsalReport Tests, VerdictDiff Diff, RefusedFor? Refused, string? Hint)
{
    /// <summary>It came into force by this request.</summary>
    public bool IsActivated { get; init; }

    /// <summary>Nothing stands against it but replicas that cannot read it yet: it is kept and waits; null: it does not.</summary>
    public WaitingPolicy? Waiting { get; init; }

    /// <summary>In a few words, for the history.</summary>
    public string Reason => Refused switch
    {
        RefusedFor.Errors => $"{Candidate.Load.Problems.Count(p => p.Severity == ProblemSeverity.Error)} errors",
        RefusedFor.Tests => $"{Tests.Failed} of {Tests.Failed + Tests.Passed} tests failed",
        RefusedFor.NewActions => Diff.HasNewActs
            ? $"new actions on {Diff.Changes.Count(c => c.IsNewDestructive)} hosts or instances need acceptance"
            : "new actions cannot be ruled out yet, so it needs acceptance",
        _ => "nothing stands against it",
    };
}
