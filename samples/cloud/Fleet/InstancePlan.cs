namespace PolicyHa.Samples.Cloud.Fleet;

/// <summary>An instance.</summary>
/// <param name="Id">Nova's id.</param>
/// <param name="Name">Display name.</param>
/// <param name="Host">The host it starts on.</param>
public sealed record InstancePlan(Guid Id, string Name, string Host)
{
    public Flavor Flavor { get; init; } = Flavor.Small;

    /// <summary>Project name.</summary>
    public string Project { get; init; } = "shop";

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Its owner has stopped it.</summary>
    public bool Stopped { get; init; }

    /// <summary>Boots from a volume: no image, no local disk.</summary>
    public bool VolumeBooted { get; init; }

    /// <summary>Properties of its image; shown from microversion 2.98 on.</summary>
    public IReadOnlyDictionary<string, string> ImageProperties { get; init; } = new Dictionary<string, string>();

    /// <summary>The owner asked for its zone; the scheduler keeps to it.</summary>
    public bool ZonePinned { get; init; }

    /// <summary>Name of its server group.</summary>
    public string? Group { get; init; }
}
