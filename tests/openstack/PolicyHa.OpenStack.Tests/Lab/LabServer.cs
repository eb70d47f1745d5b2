using System.Text.Json.Nodes;

namespace PolicyHa.OpenStack.Tests.Lab;

/// <summary>A server as Nova shows it.</summary>
/// <param name="Status"><c>ACTIVE</c>, <c>SHUTOFF</c>, <c>ERROR</c>, ...</param>
/// <param name="Task">What Nova does with it at the moment; null: nothing.</param>
sealed record LabServer(string Id, string Name, string Host, string Status, string? Task, bool Locked)
{
    /// <summary>Null: Nova does not say.</summary>
    public string? LockedReason { get; init; }

    /// <summary>It runs, or is stopped, and nothing is under way.</summary>
    public bool IsSettled => Task is null && Status is "ACTIVE" or "SHUTOFF";

    public static LabServer Of(JsonNode server) => new(
        (string)server["id"]!,
        (string)server["name"]!,
        (string?)server["OS-EXT-SRV-ATTR:host"] ?? "",
        (string)server["status"]!,
        (string?)server["OS-EXT-STS:task_state"],
        (bool?)server["locked"] ?? false)
    {
        LockedReason = (string?)server["locked_reason"],
    };

    public override string ToString() => $"{Name} on {Host}: {Status}{(Task is null ? "" : $", {Task}")}";
}
