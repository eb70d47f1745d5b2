using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>A guard of fences that looks at nothing but how Nova's own services are. It is asked once more right before a power-off, by what Nova says then.</summary>
interface IServiceGuard : IGuard
{
    /// <summary>What stands against a fence, in words; null when nothing does.</summary>
    string? Objection(ClusterSnapshot snapshot, RecoveryPolicy policy);

    string? IGuard.Objection(GuardScene scene) => scene.WouldFence ? Objection(scene.Snapshot, scene.Policy) : null;
}
