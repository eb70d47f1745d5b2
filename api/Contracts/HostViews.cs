namespace PolicyHa.Api.Contracts;

/// <summary>One host in a list.</summary>
/// <param name="State">
/// <c>recovering</c>, <c>held</c>, <c>awaiting-proof</c>, <c>failed</c> (its open incident), <c>fenced</c>,
/// <c>maintenance</c>,
/// <c>trouble</c>, <c>unknown</c> or <c>healthy</c>.
/// </param>
public sealed record HostSummary(
    string Name,
    string Segment,
    string Zone,
    string State,
    int Instances,
    int Protected,
    bool Fenceable,
    string? Incident);

/// <summary>All that is known of one host.</summary>
/// <param name="FencedAt">We switched it off then, and it has not come back.</param>
/// <param name="Incident">The open incident of the host itself.</param>
/// <param name="Explanation">Why something is done, or why nothing is.</param>
public sealed record HostDetails(
    string Name,
    string Segment,
    string Zone,
    string State,
    ServiceView Service,
    bool Fenceable,
    IReadOnlyList<SignalView> Signals,
    MaintenanceView? Maintenance,
    DateTimeOffset? FencedAt,
    IncidentView? Incident,
    IReadOnlyList<InstanceView> Instances,
    ExplanationView Explanation)
{
    /// <summary>Null: its agent has never told of one.</summary>
    public WatchdogView? Watchdog { get; init; }

    /// <summary>Null: not known.</summary>
    public RoomView? Room { get; init; }

    /// <summary>Whether it could be fenced, as its devices last said; null: they have not been asked yet.</summary>
    public FenceCheckView? Fencing { get; init; }
}

/// <summary>What resets the host when it loses contact, as its agent tells.</summary>
/// <param name="State">
/// <c>armed</c>; <c>disarmed</c>; <c>doubtful</c>: armed once, but the host lived on too long without telling it again, or has come back since.
/// </param>
/// <param name="TimeoutSeconds">How long it lasts without being fed.</param>
/// <param name="ToldAt">When its agent last told of it.</param>
/// <param name="LastHeardAt">When the host last showed life, as far as is known.</param>
/// <param name="BoundSeconds">After so long a silence it counts as off when no device proves it; null: it is not configured to.</param>
public sealed record WatchdogView(string State, double TimeoutSeconds, DateTimeOffset ToldAt, DateTimeOffset LastHeardAt, double? BoundSeconds);

/// <summary>The host's nova-compute, as Nova describes it.</summary>
public sealed record ServiceView(string Id, bool Up, bool Disabled, string? DisabledReason, bool ForcedDown);

/// <summary>What the observers agree on for one signal.</summary>
/// <param name="Since">When the agreed status last changed, by our clock; null: never reported.</param>
/// <param name="Event">The event that changed it.</param>
/// <param name="Agree">Votes for the status.</param>
/// <param name="Of">Votes in all.</param>
public sealed record SignalView(string Signal, string Status, DateTimeOffset? Since, string? Event, int Agree, int Of);

/// <summary>One instance and whether it is protected.</summary>
/// <param name="State">As Nova has it: <c>active</c>, <c>stopped</c>, ...</param>
/// <param name="Class"><c>pet</c>, <c>cattle</c>, or <c>none</c>: not protected.</param>
/// <param name="ClassAt">The line of the policy that says so.</param>
/// <param name="Fault">What is wrong inside it; null when nothing is known to be.</param>
/// <param name="Note">What happens to it now and why; null when nothing is decided.</param>
/// <param name="LockedReason">As written in Nova; null where it does not say.</param>
/// <param name="HaEnabledBy">
/// Whose <c>HA_Enabled</c> counts: <c>instance</c> (its metadata, which may also forbid it), <c>flavor</c>, <c>image</c>, <c>aggregate</c>, or <c>none</c>.
/// </param>
public sealed record InstanceView(
    string Id,
    string Name,
    string Host,
    string Project,
    string State,
    string? TaskState,
    string Boot,
    bool HaEnabled,
    string Class,
    bool Protected,
    string ClassAt,
    string? Fault,
    string? Incident,
    string? Note,
    bool Locked,
    string? LockedReason,
    string HaEnabledBy);
