using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.State;

/// <summary>The book's page of one host. Immutable.</summary>
/// <param name="Incidents">Open ones of the host and of instances on it, oldest first.</param>
/// <param name="Plans">Their plans, superseded ones too, by id.</param>
/// <param name="Mark">We fenced it, and it has not come back.</param>
sealed record HostPage(IReadOnlyList<Incident> Incidents, IReadOnlyList<RecoveryPlan> Plans, FenceMark? Mark)
{
    /// <summary>When it was last proven off, whether it is back or not; null: not within memory.</summary>
    public DateTimeOffset? LastFencedAt { get; init; }

    /// <summary>It is a reserved host, and is taken.</summary>
    public Reservation? Reservation { get; init; }

    /// <summary>The newest incidents that were closed at the moment they were opened; all of one moment.</summary>
    public IReadOnlyList<ClosedAtOnce> ClosedAtOnce { get; init; } = [];

    public static readonly HostPage Blank = new([], [], null);

    /// <summary>A fence of it was decided on, or stands: whether it may be given instances again is decided after that.</summary>
    public bool IsBeingRecovered => Mark is not null || Plans.Any(p => p.Strength == PlanStrength.Fence);

    /// <summary>The host counts as dead, or is about to: a sign of life is news.</summary>
    bool IsDeathAtIssue => Mark is { ContradictedAt: null } || Incidents.Any(i => i.Proof is not null)
        || Plans.Any(p => p is { Strength: PlanStrength.Fence, IsOver: false });

    /// <summary>
    /// When it was proven, or vouched for, that the host is dead, or we switched it on again after that; the last time, by the clock of who took it. Null: it does
    /// not count as dead.
    /// </summary>
    public DateTimeOffset? DeadAsOf(HostName host, OperatorState operators)
    {
        var at = Later(Mark?.FencedAt, Mark?.SwitchedOnAt);
        foreach (var incident in Incidents)
            at = Later(at, incident.Proof?.ProvenAt);
        foreach (var word in operators.ConfirmedDead)
            at = word.Host == host ? Later(at, word.At) : at;
        return at;
    }

    static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a > b || b is null ? a : b;

    /// <summary>The same, and a person's word may be waiting to count.</summary>
    public bool IsDeathAtIssueWith(OperatorState operators) => IsDeathAtIssue
        || (Incidents.FirstOrDefault(i => i.IsOfHost) is { } incident
            && operators.ConfirmedDead.Any(w => w.Host == incident.Host && w.At >= incident.OpenedAt));
}
