namespace PolicyHa.Api.Contracts;

/// <summary>Planned work begins.</summary>
/// <param name="Until">Null: until ended by hand.</param>
/// <param name="By">Who; the caller's key says it where keys are used.</param>
public sealed record MaintenanceRequest(string? Reason, DateTimeOffset? Until, string? By);

/// <summary>Why acting is switched off or on.</summary>
public sealed record ControlRequest(string? Reason, string? By);

/// <summary>Who vouches that the host is off.</summary>
public sealed record ConfirmRequest(string? By);

/// <summary>The owner's wish for an instance.</summary>
/// <param name="HaEnabled">Wire name <c>ha_enabled</c>.</param>
/// <param name="HaClass">
/// Wire name <c>ha_class</c>: <c>pet</c>, <c>cattle</c>, or null to leave it to the policy.
/// </param>
public sealed record ProtectionRequest(
    [property: System.Text.Json.Serialization.JsonPropertyName("ha_enabled")] bool? HaEnabled,
    [property: System.Text.Json.Serialization.JsonPropertyName("ha_class")] string? HaClass);
