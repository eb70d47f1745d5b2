namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>What is claimed of a provider, by resource class.</summary>
sealed class Usages
{
    [System.Text.Json.Serialization.JsonPropertyName("usages")]
    public Dictionary<string, long>? ByClass { get; set; }
}
