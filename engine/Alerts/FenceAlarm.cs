using System.Collections.Concurrent;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Alerts;

/// <summary>
/// Tells which hosts of a segment could not be fenced as they should, each time others join them, and once when there are none any more.
/// Counted after two checks in a row: one may go wrong by chance. It remembers for as long as the service runs. Thread-safe across segments.
/// </summary>
sealed class FenceAlarm(FenceChecks checks)
{
    /// <summary>Checks in a row.</summary>
    const int Sure = 2;

    /// <summary>More hosts nobody reads.</summary>
    const int NamedMax = 5;

    static readonly IReadOnlySet<HostName> None = new HashSet<HostName>();

    readonly ConcurrentDictionary<SegmentName, (IncidentId Incident, IReadOnlySet<HostName> Hosts)> raised = new();

    /// <summary>What is to be told now; null: nothing new.</summary>
    /// <param name="hosts">Who is in trouble, for <see cref="Committed"/>.</param>
    public Alert? Next(ClusterSnapshot now, out IReadOnlySet<HostName> hosts)
    {
        var segment = now.Segment.Name;
        hosts = None;
        if (!checks.AnyTrouble && !raised.ContainsKey(segment))
            return null;
        var found = now.Hosts.Select(h => checks.Of(h.Name)).OfType<FenceCheck>().ToList();
        var bad = found.Where(c => c.Trouble is not null && (c.InARow >= Sure || c.Standing == FenceStanding.NoDevice)).ToList();
        hosts = bad.Select(c => c.Host).ToHashSet();
        var told = raised.TryGetValue(segment, out var before);
        if (told && bad.Count == 0)
        {
            return now.Hosts.Count == 0 || found.Exists(c => c.Trouble is not null)
                ? null : AlertOf(now, AlertSeverity.Ok, "fencing-works", before.Incident, $"segment {segment}: the fencing devices of all hosts answer again");
        }

        if (bad.Count == 0 || (told && hosts.IsSubsetOf(before.Hosts)))
            return null;
        var incident = told ? before.Incident : IncidentId.From($"segment/{segment}/fencing", new EventId("policyha/fencing", segment.Value), now.TakenAt);
        var named = string.Join("; ", bad.OrderBy(c => c.Standing == FenceStanding.Weak).ThenBy(c => c.Host).Take(NamedMax).Select(c => $"{c.Host}: {c.Trouble}"));
        var more = bad.Count > NamedMax ? $"; and {bad.Count - NamedMax} more" : "";
        return AlertOf(now, AlertSeverity.Warning, "fencing-broken", incident, $"segment {segment}: {bad.Count} of {now.Hosts.Count} hosts could not be fenced as they should: {named}{more}");
    }

    /// <summary>It is on its way for good.</summary>
    public void Committed(SegmentName segment, Alert alert, IReadOnlySet<HostName> hosts)
    {
        if (alert.Severity == AlertSeverity.Ok)
            raised.TryRemove(segment, out _);
        else
            raised[segment] = (alert.Incident, hosts);
    }

    static Alert AlertOf(ClusterSnapshot now, AlertSeverity severity, string type, IncidentId incident, string summary) =>
        new($"segment/{now.Segment.Name}/fencing", type, severity, now.Hosts[0].Name, null, incident, summary, now.TakenAt)
        {
            Scope = $"segment {now.Segment.Name}",
        };
}
