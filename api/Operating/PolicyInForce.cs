namespace PolicyHa.Api.Operating;

/// <summary>The policy that decides.</summary>
sealed record PolicyInForce(PolicyCandidate Candidate, DateTimeOffset Since);
