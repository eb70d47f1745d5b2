using System.Collections.Concurrent;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Alerts;

/// <summary>
/// Tells once that the rules of a segment could not be run to their end, and once that they can again. It remembers for as long
/// as the service runs: after a restart a trouble that lasts is told again. Thread-safe across segments.
/// </summary>
sealed class RulesAlarm
{
    readonly ConcurrentDictionary<SegmentName, IncidentId> raised = new();

    /// <summary>What is to be told now; null when it is told already, or nothing is wrong.</summary>
    /// <param name="error">Why the rules of the segment are of no use; null when they are.</param>
    /// <param name="policy">Under which they were run.</param>
    public Alert? Next(ClusterSnapshot now, string? error, string policy)
    {
        var isRaised = raised.TryGetValue(now.Segment.Name, out var incident);
        if (error is not null == isRaised || now.Hosts.Count == 0)
            return null;
        return error is not null
            ? AlertOf(now, AlertSeverity.Critical, "rules-broken",
                IncidentId.From($"segment/{now.Segment.Name}", new EventId("policyha/rules", policy), now.TakenAt),
                $"segment {now.Segment.Name}: nothing new is begun: {error}")
            : AlertOf(now, AlertSeverity.Ok, "rules-mended", incident,
                $"segment {now.Segment.Name}: its rules can be run again");
    }

    /// <summary>It is on its way for good.</summary>
    public void Committed(SegmentName segment, Alert alert)
    {
        if (alert.Severity == AlertSeverity.Ok)
            raised.TryRemove(segment, out _);
        else
            raised[segment] = alert.Incident;
    }

    static Alert AlertOf(ClusterSnapshot now, AlertSeverity severity, string type, IncidentId incident, string summary) =>
        new($"segment/{now.Segment.Name}", type, severity, now.Hosts[0].Name, null, incident, summary, now.TakenAt)
        {
            Scope = $"segment {now.Segment.Name}",
        };
}
