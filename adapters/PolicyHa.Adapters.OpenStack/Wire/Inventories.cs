namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>What a provider has in all, by resource class.</summary>
sealed class Inventories
{
    [System.Text.Json.Serialization.JsonPropertyName("inventories")]
    public Dictionary<string, Inventory>? ByClass { get; set; }
}

sealed class Inventory
{
    public long Total { get; set; }

    public long Reserved { get; set; }

    public double AllocationRatio { get; set; } = 1;
}
