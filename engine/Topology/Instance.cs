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

    /// <summary>Why, as written in Nova; null where it does not say, and while it is not locked.</summary>
    public string? LockedReason { get; init; }

    /// <summary>We have locked it, so we may unlock it again. What somebody else has locked stays so.</summary>
    public bool IsLockedByUs => Locked && ComputeHost.IsOurs(LockedReason);

    /// <summary>Id of the image it was made from; null when it boots from a volume.</summary>
    public string? Image { get; init; }

    /// <summary>Properties of that image, as Nova kept them; empty where Nova does not tell (before 2025.1).</summary>
    public IReadOnlyDictionary<string, string> ImageProperties { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The flavor's extra specs, as they were when the instance was made or last resized.</summary>
    public IReadOnlyDictionary<string, string> FlavorSpecs { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>An aggregate of its host asks for high availability of all that runs there.</summary>
    public bool HaByAggregate { get; init; }

    /// <summary>The server group it is in; null: none, or Nova does not say.</summary>
    public ServerGroup? ServerGroup { get; init; }

    /// <summary>
    /// High availability is asked for: <c>HA_Enabled</c> is a true word in the metadata, or, where the metadata does not
    /// speak of it, in the flavor's extra specs, the image's properties or an aggregate of the host. The owner's word
    /// goes first in either direction.
    /// </summary>
    public bool HaEnabled => HaWish.Of(Metadata) ?? HaSource != HaSource.None;

    /// <summary>Who says so; of several, the one nearest to the instance.</summary>
    public HaSource HaSource => HaWish.Of(Metadata) is not null ? HaSource.Instance
        : HaWish.Of(FlavorSpecs) is true ? HaSource.Flavor
        : HaWish.Of(ImageProperties) is true ? HaSource.Image
        : HaByAggregate ? HaSource.Aggregate : HaSource.None;

    /// <summary>By content: each reading of the fleet makes new ones.</summary>
    public bool Equals(Instance? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Id == other.Id && Name == other.Name && Host == other.Host && Project == other.Project
            && (State, TaskState, Boot, Locked, HaByAggregate, Image) == (other.State, other.TaskState, other.Boot, other.Locked, other.HaByAggregate, other.Image)
            && LockedReason == other.LockedReason && Flavor == other.Flavor && ServerGroup == other.ServerGroup
            && Pairs.AreAlike(Metadata, other.Metadata) && Pairs.AreAlike(ImageProperties, other.ImageProperties) && Pairs.AreAlike(FlavorSpecs, other.FlavorSpecs));

    public override int GetHashCode() => Id.GetHashCode();
}
