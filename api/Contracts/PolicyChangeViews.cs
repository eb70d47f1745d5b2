using PolicyHa.Api.Operating;
using PolicyHa.Engine.Decisions;

namespace PolicyHa.Api.Contracts;

/// <summary>What came of the wish for another policy.</summary>
/// <param name="Version">Of the wished policy; null when it has errors.</param>
/// <param name="Diff">What it would change on the fleet as it stands.</param>
/// <param name="Activated">It is in force now, by this request.</param>
/// <param name="Refused"><c>errors</c>, <c>tests</c>, <c>new-actions</c>; null when nothing stands against it.</param>
/// <param name="Waiting">It is kept until every live replica reads it; null when it is not.</param>
/// <param name="Hint">What to do next.</param>
public sealed record PolicyChangeView(
    string? Version,
    string? Sha256,
    IReadOnlyList<ProblemView> Problems,
    PolicyTestsView Tests,
    IReadOnlyList<VerdictChangeView> Diff,
    bool Activated,
    string? Refused,
    WaitingPolicyView? Waiting,
    string? Hint)
{
    internal static PolicyChangeView Of(PolicyReview review)
    {
        var load = review.Candidate.Load;
        return new PolicyChangeView(
            load.Policy?.Version.ToString(),
            load.Policy?.Version.Sha256,
            ProblemView.Of(load),
            PolicyTestsView.Of(review.Tests),
            VerdictChangeView.Of(review.Diff),
            review.IsActivated,
            review.Refused is { } reason ? Words.Of(reason) : null,
            review.Waiting is { } waiting ? WaitingPolicyView.Of(waiting) : null,
            review.Hint);
    }
}

/// <summary>What came of the tests in the rule files.</summary>
public sealed record PolicyTestsView(int Passed, int Failed, IReadOnlyList<string> Failures)
{
    internal static PolicyTestsView Of(RehearsalReport report) => new(report.Passed, report.Failed, report.Failures);
}

/// <summary>One host or instance of which two policies ask different things.</summary>
/// <param name="Instance">Its id; null for the host itself.</param>
/// <param name="Before">One line: what the one policy asks.</param>
/// <param name="After">One line: what the other asks.</param>
/// <param name="NewActions">
/// Fences, evacuations, migrations and restarts that the first would not do, now or in time.
/// </param>
public sealed record VerdictChangeView(
    string Host, string? Instance, string Subject, string Before, string After, IReadOnlyList<string> NewActions)
{
    internal static IReadOnlyList<VerdictChangeView> Of(VerdictDiff diff) => Of(diff.Changes);

    internal static IReadOnlyList<VerdictChangeView> Of(IReadOnlyList<VerdictChange> changes) =>
    [
        .. changes.Select(c => new VerdictChangeView(
            c.Host.Value, c.Instance?.Value, c.Subject, c.Before, c.After, c.NewActs)),
    ];
}

/// <summary>Where two policies differ.</summary>
/// <param name="Against"><c>live</c>, or <c>history:</c> and how far back.</param>
/// <param name="Changes">On the fleet as it stands; empty for the history.</param>
/// <param name="Moments">In the past, oldest first; empty for the live fleet.</param>
/// <param name="Looks">How often both policies were asked.</param>
/// <param name="Cut">There was more to look at than is done at once; take a shorter time.</param>
public sealed record PolicyDiffView(
    string Before,
    string After,
    string Against,
    IReadOnlyList<VerdictChangeView> Changes,
    IReadOnlyList<PolicyMomentView> Moments,
    int Looks,
    bool Cut);

/// <summary>From this moment on the policies would have differed so.</summary>
public sealed record PolicyMomentView(DateTimeOffset At, string Segment, IReadOnlyList<VerdictChangeView> Changes)
{
    internal static PolicyMomentView Of(ReplayMoment moment) =>
        new(moment.At, moment.Segment.Value, VerdictChangeView.Of(moment.Changes));
}
