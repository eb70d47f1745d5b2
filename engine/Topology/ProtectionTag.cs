using System.Collections.Frozen;

namespace PolicyHa.Engine.Topology;

/// <summary>The owner's wish for an instance, kept in Nova's metadata so that Masakari and people read the same.</summary>
/// <param name="Enabled">Metadata <c>HA_Enabled</c>.</param>
/// <param name="Class">Metadata <c>HA_Class</c>: <c>pet</c>, <c>cattle</c>, or null to leave it to the policy.</param>
public sealed record ProtectionTag(bool Enabled, string? Class)
{
    /// <summary>The order of recovery, as metadata (<see cref="HaOrder"/>); keys that are not in it stay as they are.</summary>
    public IReadOnlyDictionary<string, string> Order { get; init; } = FrozenDictionary<string, string>.Empty;
}
