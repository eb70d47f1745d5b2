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

    /// <summary>The truth.</summary>
    public bool PowerOn { get; set; } = true;

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

    /// <summary>Restarting a service does not help.</summary>
    public bool RestartFails { get; set; }

    public ComputeHost AsNovaHasIt() =>
        new(Name, Segment, Zone, $"svc-{Name}", !ForcedDown, Disabled, ForcedDown, Fenceable)
        {
            DisabledReason = DisabledReason,
            AggregateMetadata = Rack is null ? FrozenDictionary<string, string>.Empty : new Dictionary<string, string> { ["rack"] = Rack },
        };
}
