using System.Text.Json.Serialization;

namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>A record of <c>os-migrations</c>.</summary>
sealed class Migration
{
    public long Id { get; set; }

    public string? InstanceUuid { get; set; }

    public string? SourceCompute { get; set; }

    public string? DestCompute { get; set; }

    public string? Status { get; set; }
}

sealed class MigrationPage : IPage<Migration>
{
    [JsonPropertyName("migrations")]
    public List<Migration>? Items { get; set; }

    [JsonPropertyName("migrations_links")]
    public List<Link>? Links { get; set; }
}
