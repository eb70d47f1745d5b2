namespace PolicyHa.Samples.Cloud.World;

/// <summary>What happened, in order. Under the world's lock like everything in the world.</summary>
internal sealed class AuditLog
{
    readonly List<AuditEvent> events = [];

    public IReadOnlyList<AuditEvent> Events => events;

    public void Add(DateTimeOffset at, AuditKind kind, ComputeHost? host, Server? server, string text,
        CallerMark? mark = null) =>
        events.Add(new AuditEvent(at, kind, host?.Name, server?.Id, text, mark ?? CallerMark.None));

    public void Clear() => events.Clear();
}
