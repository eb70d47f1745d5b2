using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;

namespace PolicyHa.Engine.State;

/// <summary>The operators have been told that the segment would not stand the death of hosts. Kept, so that its end is told too, by whomever.</summary>
/// <param name="Incident">Under which it was told.</param>
public sealed record RoomShortage(SegmentName Segment, IncidentId Incident, DateTimeOffset Since);
