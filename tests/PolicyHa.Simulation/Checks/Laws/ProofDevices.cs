using PolicyHa.Engine.Plans;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>The devices a proof by power rests on; none for any other proof.</summary>
static class ProofDevices
{
    public static IReadOnlyList<SimDevice> Of(LawScene scene, ProofOfDeath? proof) => proof switch
    {
        ProofOfDeath.PowerReadOffTwice one => [scene.World.Host(one.Host).Device(one.Device)],
        ProofOfDeath.LevelReadOffTwice level => [.. level.Devices.Select(scene.World.Host(level.Host).Device)],
        _ => [],
    };
}
