using PolicyHa.Engine.Policies;

namespace PolicyHa.Simulation.Running;

/// <summary>Every policy of a simulation, compiled, by the version that the store names.</summary>
public sealed class SimPolicies
{
    readonly Dictionary<PolicyVersion, RecoveryPolicy> policies = [];

    public RecoveryPolicy this[PolicyVersion version] => policies[version];

    /// <summary>As the store keeps it; its texts are here.</summary>
    public StoredPolicy Keep(RecoveryPolicy policy, DateTimeOffset at)
    {
        policies[policy.Version] = policy;
        return new StoredPolicy(policy.Version, "scenario", PolicyOrigin.Api, at, [], new Dictionary<string, string>()) { Language = policy.Language };
    }
}
