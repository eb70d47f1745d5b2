using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>A host that could be given instances, and what it has left.</summary>
/// <param name="Room">Null: not known.</param>
public sealed record HostRoom(HostView Host, Room? Room);
