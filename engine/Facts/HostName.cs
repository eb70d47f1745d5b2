namespace PolicyHa.Engine.Facts;

/// <summary>A compute host, by the name Nova uses for it in <c>os-services</c>. Case-sensitive.</summary>
public readonly record struct HostName(string Value) : IComparable<HostName>
{
    /// <summary>By code unit, so that every listing and trace has one order.</summary>
    public int CompareTo(HostName other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>It is the same name, but for its case and for a domain on either side: <c>c1</c> is <c>c1.example.org</c>, and of two domains neither is the other.</summary>
    public bool IsAlso(string name) =>
        string.Equals(Value, name, StringComparison.OrdinalIgnoreCase) || IsShortOf(Value, name) || IsShortOf(name, Value);

    static bool IsShortOf(string name, string full) =>
        name.Length > 0 && !name.Contains('.', StringComparison.Ordinal) && full.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Value;
}
