namespace PolicyHa.Api.Contracts;

/// <summary>Planned work begins.</summary>
/// <param name="Until">Null: until ended by hand.</param>
/// <param name="By">Who; the caller's key says it where keys are used.</param>
/// <param name="Drain">Instances are moved off first.</param>
public sealed record MaintenanceRequest(string? Reason, DateTimeOffset? Until, string? By, bool? Drain = null);

/// <summary>Why acting is switched off or on: of a host, of a segment, or (neither) of everything.</summary>
/// <param name="Until">When it goes on by itself; null: by hand.</param>
public sealed record ControlRequest(
    string? Reason, string? By, string? Host = null, string? Segment = null, DateTimeOffset? Until = null);

/// <summary>A reason to begin nothing new for a host, for a segment, or (neither) for anything.</summary>
/// <param name="Reason">Its name, such as <c>upgrade</c>.</param>
/// <param name="Until">When it ends by itself; null: when it is taken back.</param>
public sealed record PauseRequest(
    string? Reason, string? By, string? Host = null, string? Segment = null, DateTimeOffset? Until = null);

/// <summary>Who vouches that the host is off.</summary>
public sealed record ConfirmRequest(string? By);

/// <summary>What a person does to an instance by hand.</summary>
/// <param name="Reason">Why; it is kept with the act, and a lock shows it in Nova. Needed, but for an unlock.</param>
/// <param name="By">Whose act it is; the caller's key says it where keys are used.</param>
public sealed record InstanceActRequest(string? Reason, string? By);

/// <summary>What a person says to a plan that asks.</summary>
/// <param name="Answer"><c>yes</c> or <c>no</c>.</param>
/// <param name="By">Whose word it is; the caller's key says it where keys are used.</param>
/// <param name="Reason">Needed with a no, because the incident is held with it.</param>
public sealed record AnswerRequest(string? Answer, string? By, string? Reason);

/// <summary>The owner's wish for an instance.</summary>
/// <param name="HaEnabled">Wire name <c>ha_enabled</c>.</param>
/// <param name="HaClass">
/// Wire name <c>ha_class</c>: <c>pet</c>, <c>cattle</c>, or null to leave it to the policy.
/// </param>
/// <param name="HaPriority">Wire name <c>ha_priority</c>: 0 to 1000, the highest is recovered first; null leaves it as it is.</param>
/// <param name="HaGroup">Wire name <c>ha_group</c>: the group it is of; null leaves it as it is.</param>
/// <param name="HaAfter">Wire name <c>ha_after</c>: groups that must be ready before it; null leaves them as they are, <c>[]</c> is none.</param>
public sealed record ProtectionRequest(
    [property: System.Text.Json.Serialization.JsonPropertyName("ha_enabled")] bool? HaEnabled,
    [property: System.Text.Json.Serialization.JsonPropertyName("ha_class")] string? HaClass,
    [property: System.Text.Json.Serialization.JsonPropertyName("ha_priority")] int? HaPriority = null,
    [property: System.Text.Json.Serialization.JsonPropertyName("ha_group")] string? HaGroup = null,
    [property: System.Text.Json.Serialization.JsonPropertyName("ha_after")] IReadOnlyList<string>? HaAfter = null);
