using PolicyHa.Api.Configuration;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.Signals;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Api.Operating;

/// <summary>
/// The policy in force, and how another one comes into force. Whatever is refused changes nothing but what is told about
/// it.
/// </summary>
sealed partial class PolicyDesk(
    FirstPolicy first, PolicyReviewer reviewer, PolicyHolder holder, Intake intake, EngineDriver driver,
    IPolicyVersions versions, PolicyOptions options, TimeProvider clock, ILogger<PolicyDesk> log) : IDisposable
{
    readonly SemaphoreSlim oneChange = new(1, 1);
    volatile PolicyInForce active = new(first.Candidate, first.Since);
    volatile PolicyRefusal? refused;
    long refusals;
    bool hasBegun;

    public PolicyLoad Active => active.Candidate.Load;

    public PolicyInForce InForce => active;

    /// <summary>The last policy that was not taken; null once a newer one was.</summary>
    public PolicyRefusal? Refused => refused;

    /// <summary>How often a policy was not taken since the start.</summary>
    public long Refusals => Interlocked.Read(ref refusals);

    /// <summary>Writes down the policy the service started with, where that is news.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        await oneChange.WaitAsync(ct);
        try
        {
            await BeginOnceAsync(ct);
        }
        finally
        {
            oneChange.Release();
        }
    }

    /// <summary>Looks at a candidate, and takes it when nothing stands against it.</summary>
    /// <param name="ifMatch">Only when the policy in force has one of these digests; null: whatever is in force.</param>
    /// <param name="dryRun">Only look.</param>
    /// <returns>Null when another policy is in force than the caller thinks.</returns>
    public async Task<PolicyReview?> SubmitAsync(
        PolicyCandidate candidate, IReadOnlyCollection<string>? ifMatch, bool dryRun, CancellationToken ct)
    {
        await oneChange.WaitAsync(ct);
        try
        {
            await BeginOnceAsync(ct);
            if (ifMatch is not null && !ifMatch.Contains(holder.Current.Version.Sha256))
                return null;
            var review = await reviewer.ReviewAsync(candidate, ct);
            return dryRun ? review : await SettleAsync(review, ct);
        }
        finally
        {
            oneChange.Release();
        }
    }

    /// <summary>Takes the last refused policy in spite of its new actions: somebody has looked at them.</summary>
    /// <returns>Null when it is not one with this digest that waits.</returns>
    public async Task<PolicyReview?> AcceptAsync(string sha256, string author, CancellationToken ct) =>
        refused is { Review: { Refused: RefusedFor.NewActions, Candidate: var candidate } }
        && candidate.Load.Policy!.Version.Sha256 == sha256
            ? await SubmitAsync(
                candidate with { AcceptsNewActions = true, Author = $"{candidate.Author}, accepted by {author}" },
                ifMatch: null, dryRun: false, ct)
            : null;

    public void Dispose() => oneChange.Dispose();

    async Task BeginOnceAsync(CancellationToken ct)
    {
        if (hasBegun)
            return;
        if (first.WhyNotStored is { } why)
            LogNotStored(log, why, holder.Current.Version);
        if (!first.IsStored)
        {
            var text = $"policy {holder.Current.Version} in force by {first.Candidate.Author}"
                + (first.WhyNotStored is null ? ", the first" : $": {first.WhyNotStored}");
            await versions.ActivatedAsync(first.Candidate.Stored(first.Since), options.Keep, Line("policy", text), ct);
        }

        hasBegun = true;
    }

    async Task<PolicyReview> SettleAsync(PolicyReview review, CancellationToken ct)
    {
        if (review.Refused is not null)
        {
            await RefuseAsync(review, ct);
            return review;
        }

        var isInForce = review.Candidate.Load.Policy!.Version == holder.Current.Version;
        if (!isInForce)
            await TakeAsync(review.Candidate, ct);
        else if (review.Candidate.IsFromFiles)
            await ConfirmAsync(review.Candidate, ct);
        refused = null;
        return review with { IsActivated = !isInForce };
    }

    async Task RefuseAsync(PolicyReview review, CancellationToken ct)
    {
        Interlocked.Increment(ref refusals);
        var (load, now) = (review.Candidate.Load, clock.GetUtcNow());
        refused = new PolicyRefusal(now, review);
        LogRefused(log, review.Candidate.Author, holder.Current.Version, review.Reason, Details(review));
        var what = load.Policy is { } policy ? $"policy {policy.Version}" : "a policy";
        var text = $"{what} by {review.Candidate.Author} refused: {review.Reason}; {holder.Current.Version} stays in force";
        await versions.NoteAsync(Line("policy-refused", text), ct);
    }

    async Task TakeAsync(PolicyCandidate candidate, CancellationToken ct)
    {
        var (before, policy, now) = (holder.Current.Version, candidate.Load.Policy!, clock.GetUtcNow());
        var (what, verb) = candidate.Origin == PolicyOrigin.Rollback ? ("policy-rollback", "back in force") : ("policy", "in force");
        var text = $"policy {policy.Version} {verb} by {candidate.Author}, was {before}";
        await versions.ActivatedAsync(candidate.Stored(now), options.Keep, Line(what, text), ct);
        (holder.Current, active) = (policy, new PolicyInForce(candidate, now));
        LogTaken(log, policy.Version, candidate.Author, before);
        await intake.RequireObserversAsync(policy.Observers, ct);
        driver.WakeEverything();
    }

    /// <summary>The files say now what is in force anyway. After a restart they must not count as newer than it.</summary>
    async Task ConfirmAsync(PolicyCandidate files, CancellationToken ct)
    {
        var version = files.Load.Policy!.Version;
        if ((await versions.ListAsync(ct)).FirstOrDefault(p => p.IsFromFiles)?.Version == version)
            return;
        var text = $"policy {version} in force, now by {files.Author} too";
        await versions.ActivatedAsync(files.Stored(clock.GetUtcNow()), options.Keep, Line("policy", text), ct);
        active = active with { Candidate = files };
    }

    HistoryEntry Line(string what, string text) =>
        new(clock.GetUtcNow(), HistoryKind.Control, text) { What = what };

    static string Details(PolicyReview review) => review.Refused switch
    {
        RefusedFor.Errors => ProblemText.Print(review.Candidate.Load.Problems, review.Candidate.Load.Sources).TrimEnd(),
        RefusedFor.Tests => string.Join('\n', review.Tests.Failures),
        _ => string.Join(
            '\n',
            review.Diff.Changes.Select(c => $"{c.Subject}: {c.Before} -> {c.After}").Append(review.Hint)),
    };

    [LoggerMessage(530, LogLevel.Warning, "The policy by {Author} was not taken, {Version} stays in force: {Reason}\n{Details}")]
    static partial void LogRefused(ILogger log, string author, PolicyVersion version, string reason, string details);

    [LoggerMessage(531, LogLevel.Information, "Policy {Version} in force by {Author}, was {Before}")]
    static partial void LogTaken(ILogger log, PolicyVersion version, string author, PolicyVersion before);

    [LoggerMessage(533, LogLevel.Error, "{Reason}; the files' policy {Version} is in force instead. Look whether it is what you want")]
    static partial void LogNotStored(ILogger log, string reason, PolicyVersion version);
}
