using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Given: the segment that is looked at.</summary>
/// <param name="Hosts">How many it has.</param>
public sealed record SegmentState(FailoverSegment Segment, int Hosts) : Fact(KnownKinds.Segment)
{
    public override string Text => $"Segment({Segment.Name}, {Hosts} hosts)";
}
