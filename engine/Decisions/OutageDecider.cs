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
    public static IReadOnlyList<Decision> Decide(ClusterSnapshot now, Law law)
    {
        var open = OpenOnes(now);
        if (law.Beliefs.Error is not null)
            return [];
        var outages = law.Beliefs.Outages.Where(o => now.Host(o.Hosts[0]) is not null).ToList();
        if (outages.Count + open.Count == 0)
            return [];
        var decisions = outages.Select(o => Tell(now, law, o, open.GetValueOrDefault(KeyOf(o)))).OfType<Decision>().ToList();
        foreach (var (key, incident) in open)
        {
            if (!outages.Exists(o => KeyOf(o) == key))
                decisions.Add(new Decision.Close(SubjectOf(now, now.Host(incident.Host)!, key, incident), "it is over"));
        }

        return decisions;
    }

    /// <summary>By what it is about and the rule that says so. An incident stays with the host it was opened for.</summary>
    static SortedDictionary<(string Scope, string Row), Incident> OpenOnes(ClusterSnapshot now)
    {
        var open = new SortedDictionary<(string Scope, string Row), Incident>();
        foreach (var host in now.Hosts)
        {
            foreach (var incident in host.Incidents)
            {
                if (incident.Scope is { } scope)
                    open[(scope, incident.Row)] = incident;
            }
        }

        return open;
    }

    static (string Scope, string Row) KeyOf(Outage outage) => (outage.Subject, $"{RowMatch.OfRules}/{outage.Rule}");

    /// <summary>Null when it is told already, in these words.</summary>
    static Decision.Hold? Tell(ClusterSnapshot now, Law law, Outage outage, Incident? incident)
    {
        var host = now.Host(incident?.Host ?? outage.Hosts[0]) ?? now.Host(outage.Hosts[0])!;
        var row = new RowMatch(host.Compute, null, RowMatch.OfRules, outage.Rule, outage.At, RowMatch.NoCells, [], []) { Because = outage.Because };
        if (incident?.Because == outage.Because)
            return null;
        return new Decision.Hold(
            SubjectOf(now, host, KeyOf(outage), incident), row, HoldReason.WideOutage, outage.Because, HoldSeverity.Of(HoldReason.WideOutage),
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
