namespace PolicyHa.Engine.Facts;

/// <summary>An instance (server) by its Nova UUID, in lower case with dashes.</summary>
public readonly record struct InstanceId(string Value) : IComparable<InstanceId>
{
    /// <summary>By code unit, so that every listing and trace has one order.</summary>
    public int CompareTo(InstanceId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
