using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;

namespace PolicyHa.Engine.State;

/// <summary>What operators have switched by hand. Survives restarts.</summary>
/// <param name="Disarmed">As a whole; null while armed.</param>
/// <param name="Maintenance">At most one window a scope.</param>
/// <param name="ConfirmedDead">Persons' words that a host is off; which of them count, <see cref="DeathWords"/> says.</param>
public sealed record OperatorState(
    Disarmed? Disarmed, IReadOnlyList<MaintenanceWindow> Maintenance, IReadOnlyList<DeathConfirmation> ConfirmedDead)
{
    public static readonly OperatorState Initial = new(null, [], []);

    /// <summary>How often the store has replaced it, up to the one that this is, or was made from. 0: never.</summary>
    public long Version { get; init; }

    /// <summary>Hosts and segments for which acting is switched off, at most once each.</summary>
    public IReadOnlyList<Disarmed> PartsDisarmed { get; init; } = [];

    /// <summary>Reasons not to begin anything, at most one of a name and scope. Acting goes on when none is left.</summary>
    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    /// <summary>Persons' word that a fenced host may come back, one a host.</summary>
    public IReadOnlyList<ReAdmissionRequest> ReAdmissions { get; init; } = [];

    /// <summary>What persons said when a plan asked them, one a step.</summary>
    public IReadOnlyList<PlanAnswer> Answers { get; init; } = [];

    /// <summary>Instances whose state persons have had reset, one each; the newest is the last.</summary>
    public IReadOnlyList<StateReset> StateResets { get; init; } = [];

    /// <summary>What was said when this step asked; null: nothing yet.</summary>
    public PlanAnswer? AnswerTo(Plans.StepId step) => Answers.FirstOrDefault(a => a.Step == step);

    /// <summary>The request that the host come back, given since it was fenced; null when there is none.</summary>
    public ReAdmissionRequest? ReAdmissionOf(FenceMark mark) => ReAdmissions.LastOrDefault(r => r.Host == mark.Host && r.At > mark.FencedAt);

    /// <summary>The window that covers the host at that moment; its own before its segment's. Null: nobody works on it.</summary>
    public MaintenanceWindow? WindowOf(HostName host, SegmentName segment, DateTimeOffset at) =>
        Maintenance.Where(m => m.Scope.Covers(host, segment) && IsInForce(m.Until, at)).MaxBy(m => m.Scope.Host is not null);

    /// <summary>Who has switched acting on this host off; null: it is armed.</summary>
    public Disarmed? DisarmOf(HostName host, SegmentName segment, DateTimeOffset at) => Disarmed is { } all && IsInForce(all.Until, at)
        ? all
        : PartsDisarmed.FirstOrDefault(d => d.Scope.Covers(host, segment) && IsInForce(d.Until, at));

    /// <summary>Why nothing new may be begun for this host; null: nobody has paused it.</summary>
    public Pause? PauseOf(HostName host, SegmentName segment, DateTimeOffset at) =>
        Pauses.FirstOrDefault(p => p.Scope.Covers(host, segment) && IsInForce(p.Until, at));

    /// <summary>Moments at which a switch ends by itself.</summary>
    internal IEnumerable<DateTimeOffset> Ends => Maintenance.Select(m => m.Until).Concat(PartsDisarmed.Select(d => d.Until))
        .Concat(Pauses.Select(p => p.Until)).Append(Disarmed?.Until).OfType<DateTimeOffset>();

    /// <summary>Without what has ended by itself.</summary>
    public OperatorState At(DateTimeOffset now) => this with
    {
        Disarmed = Disarmed is { } all && IsInForce(all.Until, now) ? all : null,
        PartsDisarmed = [.. PartsDisarmed.Where(d => IsInForce(d.Until, now))],
        Maintenance = [.. Maintenance.Where(m => IsInForce(m.Until, now))],
        Pauses = [.. Pauses.Where(p => IsInForce(p.Until, now))],
    };

    static bool IsInForce(DateTimeOffset? until, DateTimeOffset at) => until is not { } end || at < end;
}

/// <summary>Acting is switched off: nothing new is begun.</summary>
public sealed record Disarmed(string By, string Reason, DateTimeOffset At)
{
    public WorkScope Scope { get; init; }

    /// <summary>Null: until armed by hand.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A reason not to begin anything new, such as an upgrade. Others may have reasons of their own at the same time.</summary>
/// <param name="Reason">Its name, by which it is taken back.</param>
/// <param name="Until">Null: until taken back.</param>
public sealed record Pause(WorkScope Scope, string Reason, string By, DateTimeOffset At, DateTimeOffset? Until);

/// <summary>Planned work on a host, or on all hosts of a segment. Nothing new is done to them, and Nova places nothing there.</summary>
/// <param name="Until">Null: until ended by hand.</param>
public sealed record MaintenanceWindow(WorkScope Scope, string By, string Reason, DateTimeOffset At, DateTimeOffset? Until)
{
    /// <summary>Instances are moved off before the work begins, as far as they can be.</summary>
    public bool Drain { get; init; }
}

/// <summary>A person vouches that a host is off. Good for one proof: after a sign of life it must be given again.</summary>
public sealed record DeathConfirmation(HostName Host, string By, DateTimeOffset At);
