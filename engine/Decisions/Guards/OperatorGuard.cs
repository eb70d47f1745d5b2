using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>What operators' switches say against an act on a host, in the words that are told.</summary>
static class OperatorGuard
{
    /// <summary>The first that objects; null: none does.</summary>
    /// <param name="isForWork">The act is what a maintenance window itself asks for: that does not object, the others may.</param>
    public static Objection? ObjectionTo(OperatorState operators, HostName host, SegmentName segment, DateTimeOffset now, bool isForWork = false)
    {
        if (Disarm(operators, host, segment, now) is { } disarmed)
            return new Objection(HoldReason.Disarmed, disarmed);
        if (!isForWork && operators.WindowOf(host, segment, now) is not null)
            return new Objection(HoldReason.HostInMaintenance, $"host {host} is in maintenance");
        return Pause(operators, host, segment, now) is { } paused ? new Objection(HoldReason.Paused, paused) : null;
    }

    public static string? Disarm(OperatorState operators, HostName host, SegmentName segment, DateTimeOffset now) =>
        operators.DisarmOf(host, segment, now) is { } d ? $"{Of(d.Scope)}disarmed by {d.By}{Until(d.Until)}: {d.Reason}" : null;

    public static string? Pause(OperatorState operators, HostName host, SegmentName segment, DateTimeOffset now) =>
        operators.PauseOf(host, segment, now) is { } p ? $"{Of(p.Scope)}paused for {p.Reason} by {p.By}{Until(p.Until)}" : null;

    static string Of(WorkScope scope) => scope == WorkScope.Everything ? "" : $"{scope} ";

    static string Until(DateTimeOffset? until) => until is { } at ? $" until {at:yyyy-MM-ddTHH:mm:ssZ}" : "";
}
