using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Operating;

/// <summary>Looks at a candidate the way it must pass: check, then its tests, then a shadow run on the live fleet.</summary>
sealed class PolicyReviewer(
    IPolicyRehearsal rehearsal, FleetVerdicts fleet, PolicyHolder policies, CallableServices services, ClusterState state)
{
    const string AcceptHint = "look at the diff; to have it so, send it again with accept-new-actions=true, "
        + "or say: policyha policy accept ";

    public async Task<PolicyReview> ReviewAsync(PolicyCandidate candidate, CancellationToken ct)
    {
        // Does it say anything at all, and can it be done here?
        candidate = candidate with { Load = candidate.Load.Against(services.Names) };
        if (candidate.Load.Policy is not { } policy)
            return Refuse(candidate, RehearsalReport.Empty, VerdictDiff.None, RefusedFor.Errors,
                "put right what the problems point at; the policy in force stays");

        // Does it say what its author thinks?
        var tests = await rehearsal.RunAsync(candidate.Load, ct);
        if (tests.Failed > 0)
            return Refuse(candidate, tests, VerdictDiff.None, RefusedFor.Tests,
                "put the rules or the tests right; the policy in force stays");

        // What would it do here and now?
        var diff = await fleet.DiffAsync(policies.Current, policy, ct);
        var review = new PolicyReview(candidate, tests, diff, null, null);
        if (policy.Version == policies.Current.Version)
            return review with { Hint = "this very policy is in force already" };
        if (candidate.AcceptsNewActions)
            return review;
        if (diff.HasNewActs)
            return review with { Refused = RefusedFor.NewActions, Hint = AcceptHint + policy.Version.Sha256 };
        return state.SawEverything
            ? review
            : review with
            {
                Refused = RefusedFor.NewActions,
                Hint = "the fleet has not been read from the cloud since the service started, so nobody can say what "
                    + $"would newly be done; wait until it is ready, or accept: policyha policy accept {policy.Version.Sha256}",
            };
    }

    static PolicyReview Refuse(
        PolicyCandidate candidate, RehearsalReport tests, VerdictDiff diff, RefusedFor reason, string hint) =>
        new(candidate, tests, diff, reason, hint);
}
