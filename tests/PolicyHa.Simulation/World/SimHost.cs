using System.Collections.Frozen;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Simulation.World;

/// <summary>A host as it really is, and as Nova has it.</summary>
public sealed class SimHost(HostName name, SegmentName segment)
{
    public HostName Name { get; } = name;

    public SegmentName Segment { get; set; } = segment;

    /// <summary>Nova has a record of it.</summary>
    public bool IsInNova { get; set; } = true;

    /// <summary>Its availability zone.</summary>
    public string Zone { get; init; } = "nova";

    /// <summary>Metadata <c>rack</c> of an aggregate it is in; null: no aggregate says so.</summary>
    public string? Rack { get; init; }

    /// <summary>Other aggregates it is in.</summary>
    public IReadOnlyList<HostAggregate> Aggregates { get; init; } = [];

    /// <summary>It carries the control plane.</summary>
    public bool CarriesControlPlane { get; init; }

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

    public bool Disabled { get; set; }

    public string? DisabledReason { get; set; }

    /// <summary>How many instances it can take; null: any number.</summary>
    public int? Capacity { get; set; }

    /// <summary>It has a fencing device.</summary>
    public bool Fenceable { get; set; } = true;

    /// <summary>What the fencing device does when asked to switch off.</summary>
    public DeviceManner Fence { get; set; } = DeviceManner.Works;

    /// <summary>How many more times <see cref="Fence"/> applies before the device works again; null: for ever.</summary>
    public int? FenceTimes { get; set; }

    /// <summary>How often the device has said "off" since it last said otherwise.</summary>
    public int OffReads { get; private set; }

    public TimeSpan FirstOffRead { get; private set; }

    public TimeSpan LastOffRead { get; private set; }

    /// <summary>A person vouched for it, or its device misread, while it ran: what follows is nobody's fault.</summary>
    public bool CountedDeadByMistake { get; set; }

    /// <summary>The device answers.</summary>
    public void Read(bool off, TimeSpan at)
    {
        (OffReads, FirstOffRead, LastOffRead) = off ? (OffReads + 1, OffReads == 0 ? at : FirstOffRead, at) : (0, at, at);
        CountedDeadByMistake |= off && PowerOn;
    }

    /// <summary>The device says "off" while the host runs.</summary>
    public bool IsMisread => Fence == DeviceManner.Misreads && FenceTimes is null or > 0;

    /// <summary>Restarting a service does not help.</summary>
    public bool RestartFails { get; set; }

    /// <param name="servicesUp">Nova hears from its services at all.</param>
    public ComputeHost AsNovaHasIt(bool servicesUp = true)
    {
        IReadOnlyList<HostAggregate> memberships = Rack is null
            ? Aggregates
            : [.. Aggregates, new HostAggregate($"rack-{Rack}", new Dictionary<string, string> { ["rack"] = Rack })];
        return new ComputeHost(Name, Segment, Zone, $"svc-{Name}", servicesUp && !ForcedDown, Disabled, ForcedDown, Fenceable)
        {
            DisabledReason = DisabledReason,
            Aggregates = [.. memberships.Select(m => m.Name)],
            AggregateMetadata = memberships.Count == 0
                ? FrozenDictionary<string, string>.Empty
                : memberships.SelectMany(m => m.Metadata).DistinctBy(m => m.Key).ToDictionary(),
            Memberships = memberships,
            CarriesControlPlane = CarriesControlPlane,
        };
    }
}
