using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Topology;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>What conditions and columns may ask: the fields of <c>host</c> and <c>instance</c>.</summary>
static class PolicySchema
{
    /// <summary>The value that means "nobody can say"; <c>-</c> in a cell is every value but this.</summary>
    public const string Unknown = "unknown";

    /// <summary>From best to worst, unknown last.</summary>
    static readonly string[] Statuses = ["up", "degraded", "down", Unknown];

    public static readonly string[] Faults = [.. Enum.GetValues<InstanceFaultKind>().Select(f => f.Name())];

    /// <summary>More aggregates than this no host is in; for the estimate of what a condition may cost.</summary>
    const int AggregatesMax = 50;

    const string NoCell = "no API of Nova tells the cell of a host or an instance";
    const string NoCellHint = "ask for its zone, or for an aggregate of the hosts of that cell";

    static readonly string[] BootSources = ["volume", "shared-disk", "local-disk"];

    static readonly string[] VmStates = [.. Enum.GetValues<VmState>().Select(s => s.ToString().ToLowerInvariant())];

    /// <summary><c>host</c> in tables.</summary>
    public static CelObjectType<HostState> Host { get; } = CelObjectType.Declare<HostState>("host", host => host
        .Enum("admin_network", Statuses, h => h.Admin.Name())
        .Enum("tenant_network", Statuses, h => h.Tenant.Name())
        .Enum("storage_network", Statuses, h => h.Storage.Name())
        .Enum("compute", Statuses, h => h.ComputeStatus.Name())
        .Enum("nova_compute", Statuses, h => h.Signals[Signal.NovaCompute].Status.Name())
        .Enum("libvirt", Statuses, h => h.Signals[Signal.Libvirt].Status.Name())
        .Enum("power", Statuses, h => h.Signals[Signal.Power].Status.Name())
        .Enum("cluster", Statuses, h => h.Signals[Signal.Cluster].Status.Name())
        .Age("signals_age", h => h.SignalsAge)
        .Bool("maintenance", h => h.Maintenance)
        .String("segment", h => h.Compute.Segment.Value)
        .String("zone", h => h.Compute.Zone)
        .String("rack", h => RackOf(h.Compute))
        .String("name", h => h.Host.Value)
        .String("id", h => h.Host.Value)
        .Bool("fenced", h => h.IsFenced)
        .Bool("fenceable", h => h.Compute.Fenceable)
        .Bool("service_up", h => h.Compute.ServiceUp)
        .Bool("disabled", h => h.Compute.Disabled)
        .Bool("forced_down", h => h.Compute.ForcedDown)
        .Int("flaps", h => h.Flaps)
        .Int("instances", h => h.Instances.Count)
        .Strings("aggregates", AggregatesMax, h => h.Compute.Aggregates)
        .StringMap("aggregate_metadata", h => h.Compute.AggregateMetadata)
        .Untold("cell", NoCell, NoCellHint));

    /// <summary><c>instance</c> in classes.</summary>
    public static CelObjectType<ClassSubject> ClassSubject { get; } =
        CelObjectType.Declare<ClassSubject>("instance", type =>
        {
            DeclareInstance(type, s => s.Instance);
            DeclareHostOfInstance(type, s => s.Host);
        });

    /// <summary><c>instance</c> in tables for instances: the same, and its fault.</summary>
    public static CelObjectType<InstanceFault> InstanceFault { get; } =
        CelObjectType.Declare<InstanceFault>("instance", type =>
        {
            DeclareInstance(type, f => f.Instance);
            DeclareHostOfInstance(type, f => f.Compute);
            type.Enum("fault", Faults, f => Faults[(int)f.Fault])
                .Age("fault_age", f => f.Age);
        });

    /// <summary>The minute in which the turn is taken, UTC.</summary>
    public const string Now = "now";

    /// <summary>The start of the current minute: nothing is looked at anew more often than that.</summary>
    public static CelValue MinuteOf(FactView facts) => CelValue.Of(
        CelTimestamp.From(new DateTimeOffset(facts.Now.UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero)));

    /// <summary>What tables for hosts may ask.</summary>
    public static CelEnvironment OfHosts { get; } = CelEnvironment.Empty.With(Now, CelType.Timestamp).With("host", Host);

    /// <summary>What tables for instances may ask: all there is.</summary>
    public static CelEnvironment Widest { get; } = OfHosts.With("instance", InstanceFault);

    /// <summary>The word <c>rack</c> in the metadata of its aggregates; null where nobody has said.</summary>
    public static string? RackOf(ComputeHost host) => host.AggregateMetadata.GetValueOrDefault("rack");

    public static CelObjectTypeBuilder<T> DeclareInstance<T>(CelObjectTypeBuilder<T> type, Func<T, Instance> instance)
        where T : class => type
        .Bool("ha_enabled", x => instance(x).HaEnabled)
        .StringMap("metadata", x => instance(x).Metadata)
        .Enum("boot", BootSources, x => BootSources[(int)instance(x).Boot])
        .Enum("state", VmStates, x => VmStates[(int)instance(x).State])
        .String("name", x => instance(x).Name)
        .String("project", x => instance(x).Project)
        .String("flavor", x => instance(x).Flavor.Name)
        .StringMap("extra_specs", x => instance(x).FlavorSpecs)
        .String("image", x => instance(x).Image)
        .StringMap("image_properties", x => instance(x).ImageProperties)
        .Strings("needs", HostNeedNames.All.Count, x => HostNeeds.Of(instance(x)).Words)
        .Untold("cell", NoCell, NoCellHint);

    /// <summary>What does not change with the health of the instance's host; absent where the host is not known.</summary>
    public static void DeclareHostOfInstance<T>(CelObjectTypeBuilder<T> type, Func<T, ComputeHost?> host)
        where T : class => type
        .String("host", x => host(x)?.Name.Value)
        .String("segment", x => host(x)?.Segment.Value)
        .String("zone", x => host(x)?.Zone)
        .String("rack", x => host(x) is { } known ? RackOf(known) : null)
        .Strings("aggregates", AggregatesMax, x => host(x)?.Aggregates);
}
