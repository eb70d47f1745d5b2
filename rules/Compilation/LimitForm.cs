using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.Compilation;

/// <summary>One kind of limit: what it is called for short, what it is counted over, and which keys say how much.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Per">What it is counted over where the file does not say it.</param>
/// <param name="Needed">One of these keys must be there.</param>
/// <param name="Optional">These may be there too.</param>
/// <param name="Counts">It counts hosts that are out, not fences: it has <c>counting</c>, holds and tells; else it has <c>order</c> and defers.</param>
sealed record LimitForm(string Name, LimitScope Per, string[] Needed, string[] Optional, bool Counts)
{
    public static readonly LimitForm Slots = new("fencing-per-segment", LimitScope.Segment, ["max"], [], false);
    public static readonly LimitForm Rate = new("fences-per-round", LimitScope.Cloud, ["max"], ["window"], false);
    public static readonly LimitForm Share = new("storm", LimitScope.Segment, ["max-share"], ["memory", "cool-down"], true);
    public static readonly LimitForm ZoneShare = Share with { Name = "zone-storm", Per = LimitScope.Zone };
    public static readonly LimitForm Budget = new("domain-budget", LimitScope.Aggregate, ["metadata", "max"], [], true);
    public static readonly LimitForm Cliff = new("cliff", LimitScope.Segment, ["max-share"], ["rounds", "window"], true);

    public static readonly LimitForm Quarantine = new("quarantine", LimitScope.Host, ["max"], ["window", "cool-down"], true);

    public static readonly LimitForm[] All = [Slots, Rate, Share, ZoneShare, Budget, Cliff, Quarantine];

    /// <summary>As rule files write it.</summary>
    public static readonly IReadOnlyDictionary<string, LimitScope> Scopes = new Dictionary<string, LimitScope>
    {
        ["host.segment"] = LimitScope.Segment,
        ["host.zone"] = LimitScope.Zone,
        ["host.rack"] = LimitScope.Rack,
        ["host.aggregate"] = LimitScope.Aggregate,
        ["cloud"] = LimitScope.Cloud,
    };

    public bool IsShare => this == Share || this == ZoneShare;

    /// <summary>It is only known by its short name: it limits no act, but where instances may go.</summary>
    public bool IsOfTargets => this == Quarantine;

    public string Over => Counts ? "hold-and-notify" : "defer";
}
