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
sealed partial class PolicyDesk : IDisposable
{
    readonly FirstPolicy first;
    readonly PolicyReviewer reviewer;
    readonly PolicyHolder holder;
    readonly PolicyKeeper keeper;
    readonly Intake intake;
    readonly EngineDriver driver;
    readonly IPolicyVersions versions;
    readonly PolicyOptions options;
    readonly TimeProvider clock;
    readonly ILogger<PolicyDesk> log;
    readonly SemaphoreSlim oneChange = new(1, 1);
    volatile PolicyInForce active;
    volatile PolicyRefusal? refused;
    long refusals;
    bool hasBegun;

    public PolicyDesk(
        FirstPolicy first, PolicyReviewer reviewer, PolicyHolder holder, PolicyKeeper keeper, Intake intake, EngineDriver driver,
        IPolicyVersions versions, PolicyOptions options, TimeProvider clock, ILogger<PolicyDesk> log)
    {
        (this.first, this.reviewer, this.holder, this.keeper, this.intake) = (first, reviewer, holder, keeper, intake);
        (this.driver, this.versions, this.options, this.clock, this.log) = (driver, versions, options, clock, log);
        active = new PolicyInForce(first.Candidate, first.Since);
        keeper.Followed += WhenFollowed;
    }

    public PolicyLoad Active => active.Candidate.Load;

    public PolicyInForce InForce => active;

    /// <summary>Accepted, and kept until every replica can read it; null: nothing waits.</summary>
    public WaitingPolicy? Waiting => holder.Waiting;

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

    public void Dispose()
    {
        keeper.Followed -= WhenFollowed;
        oneChange.Dispose();
    }

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
            var keptOutBy = await versions.ActivateAsync(first.Candidate.Stored(first.Since), options.Keep, Line("policy", text), ct);
            if (keptOutBy is [var other, ..])
                throw new InvalidOperationException($"policy {holder.Current.Version} cannot be the first in force: {other}");
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

        refused = null;
        if (review.Candidate.Load.Policy!.Version != holder.Current.Version)
            return await OfferAsync(review.Candidate, ct) is { } waiting
                ? review with { Waiting = waiting, Hint = $"it is kept, and comes into force once every replica reads it: {waiting.Because}" }
                : review with { IsActivated = true };

        await keeper.WithdrawAsync(review.Candidate.Author, ct);
        if (review.Candidate.IsFromFiles)
            await ConfirmAsync(review.Candidate, ct);
        return review;
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

    /// <returns>Null: it is in force.</returns>
    async Task<WaitingPolicy?> OfferAsync(PolicyCandidate candidate, CancellationToken ct)
    {
        var (before, policy, now) = (holder.Current.Version, candidate.Load.Policy!, clock.GetUtcNow());
        if (await keeper.OfferAsync(candidate.Stored(now), policy, ct) is { } waiting)
            return waiting;
        active = new PolicyInForce(candidate, now);
        LogTaken(log, policy.Version, candidate.Author, before);
        await intake.RequireObserversAsync(policy.Observers, ct);
        driver.WakeEverything();
        return null;
    }

    /// <summary>Another replica brought it into force, or it has waited long enough.</summary>
    void WhenFollowed(StoredPolicy stored) => active = new PolicyInForce(
        PolicyCandidate.Back(stored, stored.Author, accepts: true) with { Origin = stored.Origin }, stored.ActivatedAt);

    /// <summary>The files say now what is in force anyway. After a restart they must not count as newer than it.</summary>
    async Task ConfirmAsync(PolicyCandidate files, CancellationToken ct)
    {
        var version = files.Load.Policy!.Version;
        if ((await versions.ListAsync(ct)).FirstOrDefault(p => p.IsFromFiles)?.Version == version)
            return;
        var text = $"policy {version} in force, now by {files.Author} too";
        await versions.ActivateAsync(files.Stored(clock.GetUtcNow()), options.Keep, Line("policy", text), ct);
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
