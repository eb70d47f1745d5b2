namespace PolicyHa.Engine.Inference.Known;

/// <summary>The kinds of facts that the engine itself gives or reads. Rule files add their own behind them.</summary>
public static class KnownKinds
{
    public static readonly FactKind<HostState> Host = new("Host", FactScope.Host, 0);
    public static readonly FactKind<InstanceFault> InstanceFault = new("InstanceFault", FactScope.Host, 1);
    public static readonly FactKind<SegmentState> Segment = new("Segment", FactScope.Segment, 2);
    public static readonly FactKind<ZoneState> Zone = new("Zone", FactScope.Fleet, 3);
    public static readonly FactKind<CloudState> Cloud = new("Cloud", FactScope.Fleet, 4);
    public static readonly FactKind<RowMatch> RowMatch = new("RowMatch", FactScope.Host, 5);
    public static readonly FactKind<HostFault> HostFault = new("HostFault", FactScope.Host, 6);
    public static readonly FactKind<HostSuspect> HostSuspect = new("HostSuspect", FactScope.Host, 7);
    public static readonly FactKind<Suppression> Suppression = new("Suppression", FactScope.Host, 8);
    public static readonly FactKind<Veto> Veto = new("Veto", FactScope.Host, 9);
    public static readonly FactKind<Outage> Outage = new("Outage", FactScope.Fleet, 10);
    public static readonly FactKind<AtWork> AtWork = new("AtWork", FactScope.Host, 11);

    /// <summary>Rows that speak of an instance: apart from those of hosts, because a fault of a host is made of the latter.</summary>
    public static readonly FactKind<RowMatch> InstanceRow = new("InstanceRow", FactScope.Host, 12);

    /// <summary>Numbers below this are taken.</summary>
    public const int Count = 16;

    /// <summary>Kinds that the snapshot gives; no rule derives them.</summary>
    public static FactKinds Given { get; } = FactKinds.Of(Host, InstanceFault, Segment, Zone, Cloud);

    /// <summary>Given kinds of segment and fleet.</summary>
    internal static FactKinds GivenWide { get; } = FactKinds.Of(Segment, Zone, Cloud);

    /// <summary>Given kinds with ages: they change by time alone.</summary>
    internal static FactKinds Aging { get; } = FactKinds.Of(Host, InstanceFault);
}
