using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>A policy and what its rules make of the segment.</summary>
/// <param name="Former">Policies that plans in flight were made under, by version: these plans finish under them.</param>
public sealed record Law(RecoveryPolicy Policy, Beliefs Beliefs, IReadOnlyDictionary<string, Law> Former)
{
    public Law(RecoveryPolicy policy, Beliefs beliefs)
        : this(policy, beliefs, new Dictionary<string, Law>())
    {
    }

    /// <summary>The law for one host.</summary>
    public Law For(HostView host)
    {
        if (Former.Count == 0)
            return this;
        foreach (var plan in host.Plans)
        {
            if (!plan.IsOver && Former.TryGetValue(plan.Policy, out var former))
                return former;
        }

        return this;
    }
}
