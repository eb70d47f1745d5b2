using System.Collections.Frozen;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Topology;

/// <summary>An instance as Nova last described it.</summary>
/// <param name="Host">The compute service host Nova has it on.</param>
/// <param name="TaskState">What Nova is doing with it right now; null when nothing.</param>
public sealed record Instance(
    InstanceId Id, string Name, HostName Host, string Project, VmState State, string? TaskState, BootSource Boot, Flavor Flavor)
{
    /// <summary>The owner's metadata; <c>HA_Enabled</c> and <c>HA_Class</c> are read by the shipped policy.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Locked by its owner or an administrator.</summary>
    public bool Locked { get; init; }

    /// <summary>
    /// The owner asked for high availability: metadata <c>HA_Enabled</c> is a true word (<c>true</c>, <c>yes</c>, <c>on</c>,
    /// <c>1</c>, in any case), Masakari's convention.
    /// </summary>
    public bool HaEnabled => Metadata.TryGetValue("HA_Enabled", out var value) && IsTrue(value);

    static bool IsTrue(string value) =>
        value.Trim().ToLowerInvariant() is "true" or "yes" or "on" or "1" or "t" or "y";
}
