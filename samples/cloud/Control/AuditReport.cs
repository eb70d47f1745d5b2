using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Control;

/// <summary>What really happened, with what must never happen first. End-to-end tests judge by it.</summary>
/// <param name="Violations">Events that must never happen.</param>
/// <param name="Lost">Instances that should run and run nowhere right now.</param>
/// <param name="RunningTwice">Instances that run on more than one host right now.</param>
/// <param name="Events">Everything, oldest first.</param>
public sealed record AuditReport(
    IReadOnlyList<AuditEvent> Violations, IReadOnlyList<LostInstance> Lost, IReadOnlyList<Guid> RunningTwice,
    IReadOnlyList<AuditEvent> Events)
{
    public int Count(AuditKind kind) => Events.Count(e => e.Kind == kind);
}
