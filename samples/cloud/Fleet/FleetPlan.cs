namespace PolicyHa.Samples.Cloud.Fleet;

/// <summary>What a cloud starts with. Data only: making it twice from the same plan gives the same cloud.</summary>
/// <param name="Hosts">Compute hosts, names unique.</param>
/// <param name="Instances">Instances, each on one of the hosts.</param>
public sealed record FleetPlan(IReadOnlyList<HostPlan> Hosts, IReadOnlyList<InstancePlan> Instances)
{
    /// <summary>Server groups; instances name theirs by <see cref="InstancePlan.Group"/>.</summary>
    public IReadOnlyList<GroupPlan> Groups { get; init; } = [];
}

/// <summary>A compute host.</summary>
/// <param name="Name">As in <c>os-services</c>.</param>
public sealed record HostPlan(string Name)
{
    public string Zone { get; init; } = "az1";

    public string Rack { get; init; } = "rack-1";

    /// <summary>Host aggregates besides the one of its zone.</summary>
    public IReadOnlyList<string> Aggregates { get; init; } = [];

    public int Vcpus { get; init; } = 64;

    /// <summary>Memory in MiB.</summary>
    public int RamMb { get; init; } = 262_144;

    /// <summary>Disk in GB.</summary>
    public int DiskGb { get; init; } = 4_000;

    /// <summary>A reserved host: disabled in Nova until somebody enables it.</summary>
    public bool Reserved { get; init; }
}

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

    /// <summary>The owner asked for its zone; the scheduler keeps to it.</summary>
    public bool ZonePinned { get; init; }

    /// <summary>Name of its server group.</summary>
    public string? Group { get; init; }
}

/// <summary>A server group.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Policy">affinity, anti-affinity, soft-affinity or soft-anti-affinity.</param>
public sealed record GroupPlan(string Name, string Policy);
