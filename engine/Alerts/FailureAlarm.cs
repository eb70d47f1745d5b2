using System.Collections.Concurrent;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Alerts;

/// <summary>
/// Tells once that a segment would not stand the death of so many of its hosts, and once that it would again; each when two readings of
/// the fleet in a row have said so, as instances come and go. While room is not known, or a host is out, what was told stands. What was
/// told is kept in the store. Thread-safe across segments.
/// </summary>
sealed class FailureAlarm
{
    /// <summary>The first reading in a row that says otherwise than what was told.</summary>
    readonly ConcurrentDictionary<SegmentName, DateTimeOffset> otherwiseSince = new();

    /// <summary>What is to be told and kept now is added.</summary>
    /// <param name="told">What the operators know; null: nothing.</param>
    /// <param name="wanted">So many deaths each segment is to stand; 0: nobody is told anything.</param>
    public StateChanges Add(StateChanges changes, ClusterSnapshot now, FailureOutlook? outlook, RoomShortage? told, int wanted)
    {
        var segment = now.Segment.Name;
        if (outlook?.Survives is not { } survives || now.Hosts.Count == 0)
            return changes;
        if (survives < wanted == told is not null)
        {
            otherwiseSince.TryRemove(segment, out _);
            return changes;
        }

        if (told is not null && now.Hosts.Any(h => h.Incident is not null || h.Mark is not null))
            return changes;                                 // it looks better because a host is out
        if (otherwiseSince.GetOrAdd(segment, outlook.At) >= outlook.At)
            return changes;
        if (told is not null)
        {
            var over = AlertOf(now, AlertSeverity.Ok, "n-failure-over", told.Incident, $"segment {segment}: {Over(wanted)}");
            return changes with { Alerts = [.. changes.Alerts, over], EndsShortage = true };
        }

        var incident = IncidentId.From($"segment/{segment}/room", new EventId("policyha/n-failure", segment.Value), now.TakenAt);
        var alert = AlertOf(now, AlertSeverity.Warning, "n-failure", incident, $"segment {segment}: {outlook.Worst}{AndOthers(outlook)}");
        return changes with { Alerts = [.. changes.Alerts, alert], Shortage = new RoomShortage(segment, incident, now.TakenAt) };
    }

    static string Over(int wanted) => wanted switch
    {
        0 => "nobody wants to hear any more who would find no room if hosts died",
        1 => "there is room again for everybody if any one host dies",
        _ => "there is room again for everybody if any two hosts die",
    };

    static string AndOthers(FailureOutlook outlook) =>
        outlook.One.Failing > 1 ? $"; somebody would not after the death of each of {outlook.One.Failing} of its hosts" : "";

    static Alert AlertOf(ClusterSnapshot now, AlertSeverity severity, string type, IncidentId incident, string summary) =>
        new($"segment/{now.Segment.Name}/room", type, severity, now.Hosts[0].Name, null, incident, summary, now.TakenAt)
        {
            Scope = $"segment {now.Segment.Name}",
        };
}
