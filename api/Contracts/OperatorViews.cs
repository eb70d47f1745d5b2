using PolicyHa.Engine.State;

namespace PolicyHa.Api.Contracts;

/// <summary>Planned work on a host, or on all hosts of a segment.</summary>
/// <param name="Host">Null: of a whole segment.</param>
/// <param name="Until">Null: until ended by hand.</param>
/// <param name="Drain">Instances are moved off first.</param>
/// <param name="WaitsFor">Plans that had begun and are finished first; the work may begin when there are none.</param>
public sealed record MaintenanceView(
    string? Host, string? Segment, string By, string Reason, DateTimeOffset At, DateTimeOffset? Until, bool Drain,
    IReadOnlyList<string> WaitsFor)
{
    public static MaintenanceView Of(MaintenanceWindow w, IReadOnlyList<string> waitsFor) =>
        new(w.Scope.Host?.Value, w.Scope.Segment?.Value, w.By, w.Reason, w.At, w.Until, w.Drain, waitsFor);
}

/// <summary>Acting is switched off: of a host, of a segment, or (neither) of everything.</summary>
/// <param name="Until">Null: until armed by hand.</param>
public sealed record DisarmedView(string By, string Reason, DateTimeOffset At, string? Host, string? Segment, DateTimeOffset? Until)
{
    public static DisarmedView Of(Disarmed d) => new(d.By, d.Reason, d.At, d.Scope.Host?.Value, d.Scope.Segment?.Value, d.Until);
}

/// <summary>A reason to begin nothing new for a host, for a segment, or (neither) for anything.</summary>
/// <param name="Until">Null: until taken back.</param>
public sealed record PauseView(string Reason, string By, DateTimeOffset At, string? Host, string? Segment, DateTimeOffset? Until)
{
    public static PauseView Of(Pause p) => new(p.Reason, p.By, p.At, p.Scope.Host?.Value, p.Scope.Segment?.Value, p.Until);
}

/// <summary>Whether the service acts.</summary>
/// <param name="Armed">As a whole; parts may be disarmed all the same.</param>
/// <param name="Parts">Hosts and segments that are disarmed for themselves.</param>
/// <param name="WaitsFor">Plans that had begun before it was switched off, and are finished. Empty while armed.</param>
public sealed record ControlView(
    bool Armed, DisarmedView? Disarmed, IReadOnlyList<DisarmedView> Parts, IReadOnlyList<PauseView> Pauses,
    IReadOnlyList<string> WaitsFor);

/// <summary>A person's wish that a fenced host come back into service.</summary>
/// <param name="Waits">What is still missing, for people; null: nothing is known to be.</param>
public sealed record ReAdmissionView(string Host, string By, DateTimeOffset At, string? Waits);

/// <summary>What a person said to a plan that asked, once it is on disk.</summary>
/// <param name="Asked">The step that asked.</param>
public sealed record AnswerView(string Plan, int Step, string Answer, string By, string Reason, string Asked);

/// <summary>What a person has done to an instance by hand.</summary>
/// <param name="Act"><c>reset-state</c>, <c>lock</c> or <c>unlock</c>.</param>
/// <param name="Changed">False: it was so already, and Nova was asked nothing.</param>
/// <param name="Note">What follows from it, for people; null: nothing that need be said.</param>
public sealed record InstanceActView(
    string Id, string Name, string Host, string Act, string By, string? Reason, DateTimeOffset At, bool Changed, string? Note);
