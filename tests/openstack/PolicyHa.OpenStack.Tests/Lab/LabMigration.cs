using System.Globalization;
using System.Text.Json.Nodes;

namespace PolicyHa.OpenStack.Tests.Lab;

/// <summary>A migration record of Nova: what nobody can talk it out of.</summary>
sealed record LabMigration(string Instance, string Kind, string From, string? To, string Status, DateTimeOffset CreatedAt)
{
    public static LabMigration Of(JsonNode record) => new(
        (string)record["instance_uuid"]!,
        (string)record["migration_type"]!,
        (string)record["source_compute"]!,
        (string?)record["dest_compute"],
        (string)record["status"]!,
        DateTimeOffset.Parse((string)record["created_at"]!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
}
