using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Simulation.World;

/// <summary>An instance as Nova has it, and where its guest really runs.</summary>
public sealed class SimInstance(string name, HostName host)
{
    VmState state = VmState.Active;
    Footprint? claim;
    HostNeeds? needs;

    public string Name { get; } = name;

    /// <summary>A UUID derived from the name.</summary>
    public InstanceId Id { get; } = IdOf(name);

    public HostName Host { get; set; } = host;

    /// <summary>Where it was in the beginning.</summary>
    public HostName Home { get; } = host;

    public VmState State
    {
        get => state;
        set => (state, WasActive) = (value, WasActive || value == VmState.Active);
    }

    public string? TaskState { get; set; }

    public BootSource Boot { get; init; } = BootSource.SharedDisk;

    public Flavor Flavor { get; init; } = new("m1.small", 1, 2048, 20);

    /// <summary>Extra specs of its flavor.</summary>
    public IReadOnlyDictionary<string, string> FlavorSpecs { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Properties of its image.</summary>
    public IReadOnlyDictionary<string, string> ImageProperties { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>What it needs of the host it is on.</summary>
    public HostNeeds Needs => needs ??= HostNeeds.Of(AsNovaHasIt());

    /// <summary>What it claims of the host it is on.</summary>
    public Footprint Claim => claim ??= Footprint.Of(AsNovaHasIt());

    public Dictionary<string, string> Metadata { get; set; } = [];

    /// <summary>The server group it is in; null: none.</summary>
    public ServerGroup? ServerGroup { get; set; }

    /// <summary>Hosts where a guest of it exists that would run if the host has power: more than one is a catastrophe.</summary>
    public SortedSet<HostName> Guests { get; } = [];

    /// <summary>It has run some time.</summary>
    public bool WasActive { get; private set; }

    /// <summary>Its owner wants it down: whoever starts it acts against that.</summary>
    public bool StoppedByOwner { get; set; }

    /// <summary>Its owner does not want it touched.</summary>
    public bool Locked { get; set; }

    /// <summary>Why it is locked, as written in Nova; null: it does not say.</summary>
    public string? LockedReason { get; set; }

    /// <summary>How many more asks to move it end where nova-api dies in the middle: it is marked, nobody is told, and there is no record.</summary>
    public int MovesStall { get; set; }

    /// <summary>How many more moves of it fail; null: all.</summary>
    public int? MovesFail { get; set; } = 0;

    /// <summary>What it is after the next moves that succeed, whatever it was before; null: what it was.</summary>
    public VmState? MovesEndIn { get; set; }

    /// <summary>How many more moves of it end so; null: all.</summary>
    public int? MovesEndSo { get; set; } = 0;

    /// <summary>What it was before a cold migration that waits to be confirmed.</summary>
    public VmState? Resized { get; set; }

    /// <summary>How many more asks to move it get no clear answer, though they are heard.</summary>
    public int MovesUnclear { get; set; }

    /// <summary>How long an ask to move it that got no clear answer lies about before Nova looks at it.</summary>
    public TimeSpan HeardAfter { get; set; }

    /// <summary>How many more asks to stop it Nova refuses; null: all.</summary>
    public int? StopsFail { get; set; } = 0;

    /// <summary>How many reboots of it were asked for and taken.</summary>
    public int Reboots { get; set; }

    /// <summary>Neither stop and start nor a reboot bring it back.</summary>
    public bool RestartFails { get; set; }

    /// <summary>It is as it shall be in the beginning.</summary>
    public void Begin() => WasActive |= state == VmState.Active;

    public Instance AsNovaHasIt() => new(Id, Name, Host, "project", State, TaskState, Boot, Flavor)
    {
        Metadata = Metadata.ToDictionary(),
        Locked = Locked,
        LockedReason = LockedReason,
        ServerGroup = ServerGroup,
        FlavorSpecs = FlavorSpecs,
        ImageProperties = ImageProperties,
    };

    public static InstanceId IdOf(string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return new InstanceId(new Guid(hash.AsSpan(0, 16)).ToString());
    }
}
