using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Incidents;

/// <summary>
/// An incident that was closed at the moment it was opened, such as that of a host that was found in another segment. A closed one is
/// final: what begins about the host at the same moment must not have its id.
/// </summary>
public sealed record ClosedAtOnce(HostName Host, IncidentId Id, DateTimeOffset At);
