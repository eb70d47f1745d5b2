using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Topology;

/// <summary>Hosts that stand in for each other.</summary>
/// <param name="SharedStorage">Instances' disks can be reached from every host of the segment.</param>
public sealed record FailoverSegment(SegmentName Name, RecoveryMethod Method, bool SharedStorage = true);
