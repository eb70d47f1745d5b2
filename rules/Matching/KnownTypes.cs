using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Topology;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>The kinds that every policy has.</summary>
static class KnownTypes
{
    /// <summary>The only one of them that rules may also derive: by naming a row of a table.</summary>
    public const string HostFault = "HostFault";

    public static IReadOnlyList<FactType> All { get; } =
    [
        new FactType<HostState>("Host", PolicySchema.Host, KnownKinds.Host),
        new FactType<InstanceFault>("InstanceFault", CelObjectType.Declare<InstanceFault>("InstanceFault", type =>
        {
            PolicySchema.DeclareInstance(type, f => f.Instance);
            PolicySchema.DeclareHostOfInstance(type, f => f.Compute);
            type.String("instance", f => f.Instance.Id.Value)
                .Enum("kind", PolicySchema.Faults, f => PolicySchema.Faults[(int)f.Fault])
                .Age("age", f => f.Age)
                .Int("recoveries", f => f.RecentRecoveries);
        }), KnownKinds.InstanceFault),
        new FactType<HostFault>(HostFault, CelObjectType.Declare<HostFault>(HostFault, type =>
        {
            DeclareHostOf(type, f => f.Compute, []);
            type.String("row", f => f.Row.Row).String("table", f => f.Row.Table);
        }), KnownKinds.HostFault),
        new FactType<HostSuspect>("HostSuspect", CelObjectType.Declare<HostSuspect>("HostSuspect", type =>
            DeclareHostOf(type, f => f.Compute, [])), KnownKinds.HostSuspect),
        new FactType<SegmentState>("Segment", CelObjectType.Declare<SegmentState>("Segment", type =>
            type.String("name", s => s.Segment.Name.Value).Int("hosts", s => s.Hosts)), KnownKinds.Segment),
        new FactType<ZoneState>("Zone", CelObjectType.Declare<ZoneState>("Zone", type =>
            type.String("name", z => z.Name).Int("hosts", z => z.Hosts)), KnownKinds.Zone),
        new FactType<CloudState>("Cloud", CelObjectType.Declare<CloudState>("Cloud", type =>
            type.Int("hosts", c => c.Hosts).Int("segments", c => c.Segments)), KnownKinds.Cloud),
    ];

    /// <summary>The rows that a table derives: <c>table host-context</c>.</summary>
    /// <param name="rows">Its row ids; null where a row may have another name.</param>
    public static FactType RowsOf(string table, bool isOfInstances, IReadOnlyList<string>? rows)
    {
        var fields = CelObjectType.Declare<RowMatch>($"table {table}", type =>
        {
            DeclareHostOf(type, r => r.Compute, []);
            type.Value("row", rows is null ? CelType.String : CelType.Enum(rows), r => CelValue.Of(r.Row)).String("table", r => r.Table);
            if (isOfInstances)
                type.String("instance", r => r.Instance?.Value);
        });
        return new FactType<RowMatch>(
            $"table {table}", fields, isOfInstances ? KnownKinds.InstanceRow : KnownKinds.RowMatch, row => row.Table == table);
    }

    /// <summary>The fields that everything about a host has.</summary>
    /// <param name="except">Fields that the kind declares itself.</param>
    public static void DeclareHostOf<T>(CelObjectTypeBuilder<T> type, Func<T, ComputeHost> host, IEnumerable<string> except)
        where T : Fact
    {
        var own = except.ToHashSet(StringComparer.Ordinal);
        type.String("host", f => host(f).Name.Value);
        if (!own.Contains("segment"))
            type.String("segment", f => host(f).Segment.Value);
        if (!own.Contains("zone"))
            type.String("zone", f => host(f).Zone);
        if (!own.Contains("rack"))
            type.String("rack", f => PolicySchema.RackOf(host(f)));
    }
}
