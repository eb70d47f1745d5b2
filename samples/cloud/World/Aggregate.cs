namespace PolicyHa.Samples.Cloud.World;

/// <summary>A host aggregate; one with a zone makes the availability zone.</summary>
internal sealed record Aggregate(int Id, Guid Uuid, string Name, string? Zone, DateTimeOffset Created)
{
    public SortedSet<string> Hosts { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Metadata { get; } = [];
}
