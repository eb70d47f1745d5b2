using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.State;

/// <summary>What operators can switch. Pure: the state before in, the state after out; switching the same again changes who and when.</summary>
public static class OperatorSwitches
{
    /// <summary>No policy lets a word that a host is off count for longer.</summary>
    static readonly TimeSpan WordsKept = TimeSpan.FromHours(1);

    /// <summary>No question waits for longer.</summary>
    static readonly TimeSpan AnswersKept = TimeSpan.FromDays(1);

    /// <summary>A recovery that is tried once more begins at once, or when a gate opens.</summary>
    static readonly TimeSpan ResetsKept = TimeSpan.FromDays(1);

    public static OperatorState Disarm(this OperatorState now, Disarmed disarmed) => disarmed.Scope == WorkScope.Everything
        ? now with { Disarmed = disarmed }
        : now with { PartsDisarmed = [.. now.PartsDisarmed.Where(d => d.Scope != disarmed.Scope), disarmed] };

    /// <summary>Only this scope: a part that is disarmed for itself stays so when everything is armed.</summary>
    public static OperatorState Arm(this OperatorState now, WorkScope scope) => scope == WorkScope.Everything
        ? now with { Disarmed = null }
        : now with { PartsDisarmed = [.. now.PartsDisarmed.Where(d => d.Scope != scope)] };

    public static OperatorState BeginMaintenance(this OperatorState now, MaintenanceWindow window) =>
        now with { Maintenance = [.. now.Maintenance.Where(m => m.Scope != window.Scope), window] };

    public static OperatorState EndMaintenance(this OperatorState now, WorkScope scope) =>
        now with { Maintenance = [.. now.Maintenance.Where(m => m.Scope != scope)] };

    public static OperatorState Begin(this OperatorState now, Pause pause) =>
        now with { Pauses = [.. now.Pauses.Where(p => (p.Scope, p.Reason) != (pause.Scope, pause.Reason)), pause] };

    public static OperatorState EndPause(this OperatorState now, WorkScope scope, string reason) =>
        now with { Pauses = [.. now.Pauses.Where(p => (p.Scope, p.Reason) != (scope, reason))] };

    public static OperatorState Confirm(this OperatorState now, DeathConfirmation word) => now with
    {
        ConfirmedDead = [.. now.ConfirmedDead.Where(c => c.Host != word.Host || (c.By != word.By && word.At - c.At < WordsKept)), word],
    };

    public static OperatorState ReAdmit(this OperatorState now, ReAdmissionRequest request) =>
        now with { ReAdmissions = [.. now.ReAdmissions.Where(r => r.Host != request.Host), request] };

    /// <summary>A step is answered once; what was said of another is forgotten when no plan can want it any more.</summary>
    public static OperatorState Answer(this OperatorState now, PlanAnswer answer) => now with
    {
        Answers = [.. now.Answers.Where(a => a.Step != answer.Step && answer.At - a.At < AnswersKept), answer],
    };

    public static OperatorState Reset(this OperatorState now, StateReset reset) => now with
    {
        StateResets = [.. now.StateResets.Where(r => r.Instance != reset.Instance && reset.At - r.At < ResetsKept), reset],
    };

    /// <summary>
    /// Why work on a host cannot be planned; null when it can. Of one that is off already it would hide the fault, and the instances on
    /// it would stay down.
    /// </summary>
    public static string? WhyNoMaintenance(ClusterState state, HostName host)
    {
        var signals = state.Board.SignalsOf(host);
        var why = state.Book.Mark(host) is { } mark ? $"it was fenced at {mark.FencedAt:yyyy-MM-ddTHH:mm:ssZ}"
            : state.Fleet.Host(host) is { ForcedDown: true } ? "Nova has it forced down"
            : signals[Signal.AdminNetwork].Status == SignalStatus.Down ? "nobody reaches it"
            : signals[Signal.Power].Status == SignalStatus.Down ? "it has no power"
            : null;
        return why is null ? null
            : $"host-offline: {host} is not up ({why}), and maintenance would hide that; to have nothing done about it, pause it: "
                + $"policyha pause REASON --host {host}";
    }
}
