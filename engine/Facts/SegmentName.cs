namespace PolicyHa.Engine.Facts;

/// <summary>A failover segment: the hosts that stand in for each other. Masakari's word.</summary>
public readonly record struct SegmentName(string Value) : IComparable<SegmentName>
{
    /// <summary>By code unit, so that every listing and trace has one order.</summary>
    public int CompareTo(SegmentName other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
