using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.State;

/// <summary>All that a restarted service needs to go on where it was.</summary>
/// <param name="Incidents">Open ones.</param>
/// <param name="Plans">Every plan of each open incident, with its steps: what an earlier one evacuated is remembered, too.</param>
public sealed record OpenState(
    IReadOnlyList<Incident> Incidents,
    IReadOnlyList<RecoveryPlan> Plans,
    IReadOnlyList<FenceMark> FenceMarks,
    OperatorState Operators)
{
    /// <summary>The newest recoveries of single instances, of the last hour at least, oldest first.</summary>
    public IReadOnlyList<InstanceRecovery> Recoveries { get; init; } = [];

    /// <summary>The last fence of each host that was proven within <see cref="Policies.PolicyLimits.MemoryMax"/>, whether it is back or not.</summary>
    public IReadOnlyList<FencedHost> Fenced { get; init; } = [];

    /// <summary>Reserved hosts that are taken.</summary>
    public IReadOnlyList<Reservation> Reservations { get; init; } = [];

    /// <summary>Incidents that were closed at the moment they were opened, where no other was opened since.</summary>
    public IReadOnlyList<ClosedAtOnce> ClosedAtOnce { get; init; } = [];

    /// <summary>Segments that would not stand the death of hosts, as the operators were told.</summary>
    public IReadOnlyList<RoomShortage> Shortages { get; init; } = [];

    /// <summary>Storms and cliffs: the newest of each kind.</summary>
    public IReadOnlyList<StormRecord> Storms { get; init; } = [];
}

/// <summary>A host was proven off.</summary>
public sealed record FencedHost(HostName Host, DateTimeOffset At);

/// <summary>An instance was recovered from a fault of its own.</summary>
public sealed record InstanceRecovery(InstanceId Instance, DateTimeOffset At);
