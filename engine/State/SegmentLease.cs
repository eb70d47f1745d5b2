using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.State;

/// <summary>The right to act for a segment.</summary>
/// <param name="Owner">Which replica.</param>
/// <param name="Epoch">Grows with each change of owner; in every outside call and every write.</param>
/// <param name="ExpiresAt">UTC; the owner stops acting before this.</param>
public sealed record SegmentLease(SegmentName Segment, string Owner, long Epoch, DateTimeOffset ExpiresAt);
