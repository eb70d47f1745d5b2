namespace PolicyHa.Engine.Ports;

/// <summary>
/// How a host is switched off: level by level, the lowest number first, each only after those before it have failed. Compared by
/// reference.
/// </summary>
/// <param name="Levels">In order of their numbers, which differ.</param>
public sealed record FenceTopology(IReadOnlyList<FenceLevel> Levels)
{
    /// <summary>Nothing switches the host off.</summary>
    public static readonly FenceTopology None = new([]);

    /// <summary>The usual case: a host and its one device.</summary>
    public static FenceTopology Of(string device) => new([new FenceLevel(1, [new FenceDevice(device)], [])]);

    /// <summary>How a watchdog of the host may prove what no device does; null: it may not.</summary>
    public FenceWatchdog? Watchdog { get; init; }

    /// <summary>A person is to prove what no device does: that there is none is meant so.</summary>
    public bool ByPerson { get; init; }

    public bool HasDevices => Levels.Any(l => l.Devices.Count > 0);

    /// <summary>There is one device, and no other was meant to be.</summary>
    public bool IsOneDevice => Levels is [{ Devices.Count: 1, Missing.Count: 0 }];
}

/// <summary>Devices that switch a host off together: all of them must be off.</summary>
/// <param name="Number">1 to 9.</param>
/// <param name="Missing">Devices that the level names and that there are not: it goes on without them.</param>
public sealed record FenceLevel(int Number, IReadOnlyList<FenceDevice> Devices, IReadOnlyList<string> Missing)
{
    /// <summary>Its devices are read at once, and asked to switch off only so long after it is this level's turn.</summary>
    /// <value>Default 0.</value>
    public TimeSpan Delay { get; init; }

    /// <summary>How long it is this level's turn, its delay included; null: for its share of what is left of the try. The last level's turn lasts as long as the try.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>How far apart two readings of the level must be.</summary>
    /// <param name="least">For devices that keep nothing.</param>
    public TimeSpan ReadGap(TimeSpan least) => Devices.Select(d => d.Keeps).Append(least).Max();

    /// <summary>
    /// Why what is left of the level can prove nothing; null when it can. While one supply of a host is not known, the others being
    /// off says nothing; a device that knows the power of the whole host says it alone.
    /// </summary>
    public string? WhyUseless =>
        Devices.Count == 0 ? $"it has no device{(Missing.Count > 0 ? $", for there is no {string.Join(", ", Missing)}" : "")}"
        : Missing.Count > 0 && Devices.Any(d => d.IsSupply) ? $"there is no {string.Join(", ", Missing)}, and one supply alone proves nothing"
        : null;
}

/// <summary>One device of a level.</summary>
/// <param name="Name">Unique among the host's devices; kept in the memory of a fence.</param>
public sealed record FenceDevice(string Name)
{
    /// <summary>It switches one of the host's power supplies, and reads that supply, not the host.</summary>
    public bool IsSupply { get; init; }

    /// <summary>It cannot switch anything on.</summary>
    public bool OnlyOff { get; init; }

    /// <summary>It may go on to show for so long what it has read before: two readings that are nearer to each other may be one.</summary>
    /// <value>Default 0: not known to.</value>
    public TimeSpan Keeps { get; init; }
}
