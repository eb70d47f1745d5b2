using System.Globalization;
using System.Text.Json.Nodes;

namespace PolicyHa.OpenStack.Tests.Lab;

/// <summary>A migration record of Nova: what nobody can talk it out of.</summary>
sealed record LabMigration(string Instance, string Kind, string From, string? To, string Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static LabMigration Of(JsonNode record) => new(
        (string)record["instance_uuid"]!,
        (string)record["migration_type"]!,
        (string)record["source_compute"]!,
        (string?)record["dest_compute"],
        (string)record["status"]!,
        Time(record["created_at"]!),
        Time(record["updated_at"] ?? record["created_at"]!));

    static DateTimeOffset Time(JsonNode text) => DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
