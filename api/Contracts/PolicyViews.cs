using PolicyHa.Api.Operating;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Api.Contracts;

/// <summary>The policy in force, what was last refused, and what waits.</summary>
/// <param name="Version">Name, revision and digest, as in every record of a decision.</param>
/// <param name="Origin"><c>shipped</c>, <c>file</c>, <c>api</c> or <c>rollback</c>.</param>
/// <param name="Params">Values given instead of the params' defaults.</param>
/// <param name="Warnings">What the checker had to say of it.</param>
/// <param name="Refused">A newer policy that was not taken; null when there is none.</param>
/// <param name="Waiting">A newer policy that was accepted, and that some live replica cannot read yet; null when there is none.</param>
public sealed record PolicyView(
    string Version,
    string Name,
    string Revision,
    string Sha256,
    DateTimeOffset Since,
    string Author,
    string Origin,
    IReadOnlyList<PolicyFileView> Files,
    IReadOnlyDictionary<string, string> Params,
    IReadOnlyList<ProblemView> Warnings,
    RefusedPolicyView? Refused,
    WaitingPolicyView? Waiting)
{
    internal static PolicyView Of(PolicyDesk desk)
    {
        var (candidate, since) = desk.InForce;
        var version = candidate.Load.Policy!.Version;
        return new PolicyView(
            version.ToString(),
            version.Name,
            version.Revision,
            version.Sha256,
            since,
            candidate.Author,
            Words.Of(candidate.Origin),
            [.. candidate.Load.Sources.Select(s => new PolicyFileView(s.Name, s.Text))],
            candidate.Params,
            ProblemView.Of(candidate.Load),
            desk.Refused is { } refused ? RefusedPolicyView.Of(refused) : null,
            desk.Waiting is { } waiting ? WaitingPolicyView.Of(waiting) : null);
    }
}

/// <summary>A policy that comes into force, without anybody's doing, once every live replica reads its rule language.</summary>
/// <param name="Since">When it was offered.</param>
/// <param name="Because">Who does not read it.</param>
public sealed record WaitingPolicyView(string Version, string Sha256, int Language, DateTimeOffset Since, string Because)
{
    internal static WaitingPolicyView Of(WaitingPolicy waiting) =>
        new(waiting.Version.ToString(), waiting.Version.Sha256, waiting.Language, waiting.Since, waiting.Because);
}

/// <summary>One rule file.</summary>
public sealed record PolicyFileView(string Name, string Text);

/// <summary>A policy that was not taken.</summary>
/// <param name="Version">Null when it has errors.</param>
/// <param name="Sha256">What to accept when only its new actions stand against it.</param>
/// <param name="Reason"><c>errors</c>, <c>tests</c> or <c>new-actions</c>.</param>
public sealed record RefusedPolicyView(
    DateTimeOffset At,
    string? Version,
    string? Sha256,
    string Author,
    string Origin,
    string Reason,
    IReadOnlyList<ProblemView> Problems,
    PolicyTestsView Tests,
    IReadOnlyList<VerdictChangeView> Diff,
    string? Hint)
{
    internal static RefusedPolicyView Of(PolicyRefusal refusal)
    {
        var review = refusal.Review;
        var (candidate, version) = (review.Candidate, review.Candidate.Load.Policy?.Version);
        return new RefusedPolicyView(
            refusal.At,
            version?.ToString(),
            version?.Sha256,
            candidate.Author,
            Words.Of(candidate.Origin),
            Words.Of(review.Refused!.Value),
            ProblemView.Of(candidate.Load),
            PolicyTestsView.Of(review.Tests),
            VerdictChangeView.Of(review.Diff),
            review.Hint);
    }
}

/// <summary>A policy that came into force at some time.</summary>
/// <param name="Active">It is in force now.</param>
public sealed record PolicyVersionView(
    string Version,
    string Name,
    string Revision,
    string Sha256,
    string Author,
    string Origin,
    DateTimeOffset ActivatedAt,
    bool Active)
{
    internal static PolicyVersionView Of(StoredPolicy policy, bool active) => new(
        policy.Version.ToString(),
        policy.Version.Name,
        policy.Version.Revision,
        policy.Version.Sha256,
        policy.Author,
        Words.Of(policy.Origin),
        policy.ActivatedAt,
        active);
}

/// <summary>A policy of the past with its texts.</summary>
public sealed record PolicyTextsView(
    PolicyVersionView Policy, IReadOnlyList<PolicyFileView> Files, IReadOnlyDictionary<string, string> Params)
{
    internal static PolicyTextsView Of(StoredPolicy policy, bool active) => new(
        PolicyVersionView.Of(policy, active),
        [.. policy.Files.Select(f => new PolicyFileView(f.Name, f.Text))],
        policy.Params);
}
