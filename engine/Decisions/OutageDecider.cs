using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// Tells failures larger than a host, each as one incident. Nothing is done about them but telling: what happens to the hosts is
/// decided host by host, and rules hold it back where the larger failure says so.
/// </summary>
static class OutageDecider
{
    public static IReadOnlyList<Decision> Decide(ClusterSnapshot now, Law law, IReadOnlyList<WideOutage> all)
    {
        if (law.Beliefs.Error is not null)
            return [];
        var open = OpenOnes(now);
        var outages = all.Where(o => now.Host(o.Hosts[0]) is not null).ToList();
        if (outages.Count + open.Count == 0)
            return [];
        var decisions = new List<Decision>();
        foreach (var outage in outages)
        {
            if (Tell(now, law, outage, open[outage.Key].FirstOrDefault()) is { } told)
                decisions.Add(told);
        }

        var lasting = outages.Select(o => o.Key).ToHashSet();
        foreach (var incidents in open)
        {
            if (now.Unheard.Count > 0 && !lasting.Contains(incidents.Key))
                continue;                                       // what cannot be known yet is not over
            foreach (var incident in incidents.Skip(lasting.Contains(incidents.Key) ? 1 : 0))
            {
                var because = lasting.Contains(incidents.Key) ? $"it is told as {incidents.First().Id}" : "it is over";
                decisions.Add(new Decision.Close(SubjectOf(now, now.Host(incident.Host)!, incidents.Key, incident), because));
            }
        }

        return decisions;
    }

    /// <summary>By what it is about and the rule that says so, the oldest first. An incident stays with the host it was opened for.</summary>
    static ILookup<(string Scope, string Row), Incident> OpenOnes(ClusterSnapshot now) =>
        now.Hosts.SelectMany(h => h.Incidents).Where(i => i.Scope is not null && i.Segment == now.Segment.Name)
            .OrderBy(i => i.OpenedAt).ThenBy(i => i.Id.Value, StringComparer.Ordinal)
            .ToLookup(i => (i.Scope!, i.Row));

    /// <summary>Null when it is told already, in these words.</summary>
    static Decision.Hold? Tell(ClusterSnapshot now, Law law, WideOutage outage, Incident? incident)
    {
        if (incident?.Because == outage.Because)
            return null;
        var host = now.Host(incident?.Host ?? outage.Hosts[0])!;
        var row = new RowMatch(host.Compute, null, RowMatch.OfRules, outage.Rule, outage.At, RowMatch.NoCells, RowReading.None) { Because = outage.Because };
        return new Decision.Hold(
            SubjectOf(now, host, outage.Key, incident), row, HoldReason.WideOutage, outage.Because, HoldSeverity.Of(HoldReason.WideOutage),
            Explainer.ForOutage(now, law, outage));
    }

    static Subject SubjectOf(ClusterSnapshot now, HostView host, (string Scope, string Row) key, Incident? incident) => new(
        host, null, incident, host.Signals.LastCause ?? new EventId("policyha/unseen", host.Name.Value),
        incident?.FaultSince ?? host.Signals.ChangedAt ?? now.TakenAt, now.TakenAt)
    {
        Scope = key.Scope,
        Row = key.Row,
    };
}
