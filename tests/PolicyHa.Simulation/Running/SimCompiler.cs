using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Simulation.Running;

/// <summary>A program that reads rule languages up to a certain one. In the simulation all of them have the same grammar.</summary>
sealed class SimCompiler(SimPolicies shelf, int language) : IPolicyCompiler
{
    public RecoveryPolicy? Compile(StoredPolicy policy, out string? problem)
    {
        problem = policy.Language <= language ? null : $"rule language '{policy.Language}' is not known to this program";
        return problem is null ? shelf[policy.Version] : null;
    }
}
