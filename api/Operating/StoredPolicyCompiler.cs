using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Api.Operating;

/// <summary>Compiles what the store has, against what can be called from here.</summary>
sealed class StoredPolicyCompiler(CallableServices services) : IPolicyCompiler
{
    public RecoveryPolicy? Compile(StoredPolicy policy, out string? problem)
    {
        var load = PolicyCandidate.Compile(policy).Against(services.Names);
        problem = load.IsValid ? null : load.Problems[0].ToString();
        return load.Policy;
    }
}
