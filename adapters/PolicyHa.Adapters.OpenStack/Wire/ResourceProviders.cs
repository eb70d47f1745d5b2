namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>Placement's list of who has resources.</summary>
sealed class ResourceProviders
{
    [System.Text.Json.Serialization.JsonPropertyName("resource_providers")]
    public List<ResourceProvider>? All { get; set; }
}

sealed class ResourceProvider
{
    public string Uuid { get; set; } = "";

    /// <summary>Of a compute node: its hypervisor's host name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Counts up when its inventory changes, and with most changes of what is claimed.</summary>
    public long Generation { get; set; }

    /// <summary>Null for a compute node; a part of one has the node here.</summary>
    public string? ParentProviderUuid { get; set; }
}
