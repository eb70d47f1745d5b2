namespace PolicyHa.Engine.Facts;

/// <summary>A compute host, by the name Nova uses for it in <c>os-services</c>. Case-sensitive.</summary>
public readonly record struct HostName(string Value) : IComparable<HostName>
{
    /// <summary>By code unit, so that every listing and trace has one order.</summary>
    public int CompareTo(HostName other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
