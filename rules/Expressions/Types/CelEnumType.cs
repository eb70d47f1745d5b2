namespace PolicyHa.Rules.Expressions;

/// <summary>A string of a closed set of values, so that a misspelt one is found at load.</summary>
public sealed class CelEnumType : CelType
{
    readonly HashSet<string> values;

    internal CelEnumType(IReadOnlyList<string> values)
        : base(CelTypeKind.Enum, string.Join('|', values))
    {
        if (values.Count == 0)
            throw new ArgumentException("An enum needs at least one value.", nameof(values));
        Values = [.. values];
        this.values = new HashSet<string>(Values, StringComparer.Ordinal);
    }

    /// <summary>In declared order.</summary>
    public IReadOnlyList<string> Values { get; }

    public bool Contains(string value) => values.Contains(value);

    internal override bool Accepts(CelType other) =>
        other.IsOpen || (other is CelEnumType wider && wider.Values.All(Contains));

    internal bool Overlaps(CelEnumType other) => values.Overlaps(other.values);
}
