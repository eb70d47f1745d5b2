using PolicyHa.Samples.Cloud.Nova;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Control;

/// <summary>Sums the audit up.</summary>
internal static class AuditView
{
    public static AuditReport Of(CloudWorld world) => new(
        [.. world.Audit.Events.Where(e => e.IsViolation)],
        [.. world.Servers.Values.Where(s => s.NowhereSince is not null).Select(s =>
            new LostInstance(s.Id, s.Name, s.Host.Name, ServerStatus.Of(s), s.NowhereSince!.Value))],
        [.. world.Servers.Values.Where(s => s.RunningOn.Count > 1).Select(s => s.Id)],
        [.. world.Audit.Events]);
}
