namespace PolicyHa.Engine.Topology;

/// <summary>An aggregate a host is in, with its own metadata.</summary>
public sealed record HostAggregate(string Name, IReadOnlyDictionary<string, string> Metadata)
{
    public bool Equals(HostAggregate? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Name == other.Name && Pairs.AreAlike(Metadata, other.Metadata));

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
