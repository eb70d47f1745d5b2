using System.Collections.Frozen;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Simulation.World;

/// <summary>A host as it really is, and as Nova has it.</summary>
public sealed class SimHost(HostName name, SegmentName segment)
{
    public HostName Name { get; } = name;

    public SegmentName Segment { get; } = segment;

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

    /// <summary>Its kernel has crashed and dumps: it has power and runs no guest.</summary>
    public bool IsDumping { get; set; }

    public bool ForcedDown { get; set; }

    public bool Disabled { get; set; }

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

    /// <param name="servicesUp">Nova hears from its services at all.</param>
    public ComputeHost AsNovaHasIt(bool servicesUp = true)
    {
        IReadOnlyList<HostAggregate> memberships = Rack is null
            ? Aggregates
            : [.. Aggregates, new HostAggregate($"rack-{Rack}", new Dictionary<string, string> { ["rack"] = Rack })];
        return new ComputeHost(Name, Segment, Zone, $"svc-{Name}", servicesUp && !ForcedDown, Disabled, ForcedDown, Fenceable)
        {
            Aggregates = [.. memberships.Select(m => m.Name)],
            AggregateMetadata = memberships.Count == 0
                ? FrozenDictionary<string, string>.Empty
                : memberships.SelectMany(m => m.Metadata).DistinctBy(m => m.Key).ToDictionary(),
            Memberships = memberships,
            CarriesControlPlane = CarriesControlPlane,
        };
    }
}
