using System.Collections.Frozen;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Simulation.World;

/// <summary>A host as it really is, and as Nova has it.</summary>
public sealed class SimHost(HostName name, SegmentName segment)
{
    (IReadOnlyList<HostAggregate> Memberships, string[] Names, IReadOnlyDictionary<string, string> Metadata)? places;

    public HostName Name { get; } = name;

    public SegmentName Segment { get; set; } = segment;

    /// <summary>Nova has a record of it.</summary>
    public bool IsInNova { get; set; } = true;

    /// <summary>Its availability zone.</summary>
    public string Zone { get; init; } = "nova";

    /// <summary>Metadata <c>rack</c> of an aggregate it is in; null: no aggregate says so.</summary>
    public string? Rack { get; init; }

    /// <summary>Other aggregates it is in.</summary>
    public IReadOnlyList<HostAggregate> Aggregates { get; private set; } = [];

    /// <summary>Those it was in from the start.</summary>
    public IReadOnlyList<HostAggregate> AggregatesAtFirst
    {
        get;
        init => Aggregates = field = value;
    } = [];

    public void Join(HostAggregate aggregate) => (Aggregates, places) = ([.. Aggregates, aggregate], null);

    public void Leave(string aggregate) => (Aggregates, places) = ([.. Aggregates.Where(a => a.Name != aggregate)], null);

    /// <summary>Its nova-compute has reported to Nova.</summary>
    public bool HasReported { get; set; } = true;

    /// <summary>It carries the control plane.</summary>
    public bool CarriesControlPlane { get; init; }

    /// <summary>It is kept empty for the instances of a host that dies.</summary>
    public bool IsReserved { get; init; }

    /// <summary>The truth.</summary>
    public bool PowerOn { get; set; } = true;

    /// <summary>Guests can run on it.</summary>
    public bool Runs => PowerOn && !IsDumping;

    /// <summary>Processes of the service that have a message of its dump.</summary>
    public HashSet<string> DumpHeardBy { get; } = [];

    /// <summary>When it last lost its power.</summary>
    public TimeSpan OffAt { get; set; }

    /// <summary>When it last booted; zero: it has run since the start.</summary>
    public TimeSpan BootedAt { get; set; }

    /// <summary>Its kernel has crashed and dumps: it has power and runs no guest.</summary>
    public bool IsDumping { get; set; }

    public bool ForcedDown { get; set; }

    /// <summary>When its nova-compute ended by itself; null: it runs whenever the host does.</summary>
    public TimeSpan? ComputeEndedAt { get; set; }

    public bool Disabled { get; set; }

    public string? DisabledReason { get; set; }

    /// <summary>How many instances it can take; null: any number.</summary>
    public int? Capacity { get; set; }

    /// <summary>What all instances on it together may claim; null: any amount, and Placement lists nothing of it.</summary>
    public Footprint? Room { get; init; }

    /// <summary>It has a fencing device.</summary>
    public bool Fenceable { get; set; } = true;

    /// <summary>Its fencing devices, the first being what people mean by its device.</summary>
    public IReadOnlyList<SimDevice> Devices { get; init; } = [new SimDevice($"bmc-{name}")];

    /// <summary>Names of the devices of level 1, 2, ...; null: all devices are one level.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Levels { get; init; }

    /// <summary>Its devices are reached through these hosts alone; empty: from everywhere.</summary>
    public IReadOnlyList<HostName> ReachedThrough { get; init; } = [];

    /// <summary>As the service's configuration has it.</summary>
    public FenceTopology Topology => (Fenceable
        ? new FenceTopology([.. (Levels ?? [[.. Devices.Select(d => d.Name)]]).Index().Where(l => !IsPerson(l.Item)).Select(l => LevelOf(l.Index + 1, l.Item))])
        { ByPerson = Devices.Any(d => d.IsPerson) }
        : FenceTopology.None) with
    { Watchdog = Watchdog is null ? null : new FenceWatchdog() };

    /// <summary>What switches it off when it loses contact; null: nothing does.</summary>
    public SimWatchdog? Watchdog { get; init; }

    /// <summary>It has outlets, and none of them is on.</summary>
    public bool IsUnplugged => Devices.Any(d => d.IsOutlet) && Devices.All(d => !d.IsOutlet || !d.IsOn);

    /// <summary>When a device of it was last asked in vain how its power is; null: never.</summary>
    public TimeSpan? UnansweredAt { get; set; }

    /// <summary>When a device of it last answered.</summary>
    public TimeSpan LastOffRead => Devices.Max(d => d.LastOffRead);

    /// <summary>A person vouched for it, or its device misread, while it ran: what follows is nobody's fault.</summary>
    public bool CountedDeadByMistake { get; set; }

    /// <summary>When a device last said "off" while it ran.</summary>
    public TimeSpan? MisreadAt { get; set; }

    /// <summary>A device says "off" while the host runs.</summary>
    public bool IsMisread => Devices.Any(d => d.IsMisread);

    public SimDevice Device(string device) => Devices.First(d => d.Name == device);

    bool IsPerson(IReadOnlyList<string> level) => Devices.Any(d => d.IsPerson && level.Contains(d.Name));

    FenceLevel LevelOf(int number, IReadOnlyList<string> names)
    {
        var known = names.ToLookup(n => Devices.Any(d => d.Name == n));
        return new FenceLevel(number, [.. known[true].Select(n => new FenceDevice(n) { IsSupply = Device(n).IsOutlet, OnlyOff = Device(n).OnlyOff })], [.. known[false]]);
    }

    /// <summary>Restarting a service does not help.</summary>
    public bool RestartFails { get; set; }

    /// <summary>Every aggregate it is in, with what they say of it together.</summary>
    (IReadOnlyList<HostAggregate> Memberships, string[] Names, IReadOnlyDictionary<string, string> Metadata) Places => places ??= Placed();

    (IReadOnlyList<HostAggregate> Memberships, string[] Names, IReadOnlyDictionary<string, string> Metadata) Placed()
    {
        IReadOnlyList<HostAggregate> memberships = Rack is null
            ? Aggregates
            : [.. Aggregates, new HostAggregate($"rack-{Rack}", new Dictionary<string, string> { ["rack"] = Rack })];
        return (memberships, [.. memberships.Select(m => m.Name)], memberships.Count == 0
            ? FrozenDictionary<string, string>.Empty
            : memberships.SelectMany(m => m.Metadata).DistinctBy(m => m.Key).ToDictionary());
    }

    /// <summary>Its nova-compute's last heart-beat is no older than <paramref name="downTime"/>.</summary>
    public bool HasBeaten(TimeSpan now, TimeSpan downTime) => (ComputeEndedAt, Runs) switch
    {
        ({ } ended, _) => now - ended <= downTime,
        (null, true) => true,
        _ => now - OffAt <= downTime,
    };

    /// <param name="servicesUp">Nova hears from it.</param>
    public ComputeHost AsNovaHasIt(bool servicesUp = true)
    {
        var (memberships, names, metadata) = Places;
        return new ComputeHost(Name, Segment, Zone, $"svc-{Name}", servicesUp && HasReported && !ForcedDown, Disabled, ForcedDown, Fenceable || Watchdog is not null)
        {
            DisabledReason = DisabledReason,
            Aggregates = names,
            AggregateMetadata = metadata,
            Memberships = memberships,
            CarriesControlPlane = CarriesControlPlane,
            IsReserved = IsReserved,
            HasReported = HasReported,
        };
    }
}
