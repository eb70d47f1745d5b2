namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>One service of the catalogue.</summary>
sealed class CatalogEntry
{
    public string? Type { get; set; }

    public List<CatalogEndpoint>? Endpoints { get; set; }
}

sealed class CatalogEndpoint
{
    public string? Interface { get; set; }

    public string? RegionId { get; set; }

    public string? Region { get; set; }

    public string? Url { get; set; }
}
