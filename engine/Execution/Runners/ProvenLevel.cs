using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>The level of devices that a proof rests on.</summary>
static class ProvenLevel
{
    /// <summary>Null: it rests on none, or the devices that there are now are others than those that proved it.</summary>
    public static FenceLevel? Of(ProofOfDeath proof, FenceTopology topology) => proof switch
    {
        ProofOfDeath.PowerReadOffTwice when topology.IsOneDevice => topology.Levels[0],
        ProofOfDeath.LevelReadOffTwice off => topology.Levels.FirstOrDefault(l => l.Number == off.Level && l.WhyUseless is null),
        _ => null,
    };
}
