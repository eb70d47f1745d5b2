using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Simulation.PolicyTests;

/// <summary>Looks on while tests are played and remembers what of the policy it saw at work.</summary>
sealed class CoverageWatch(PolicyLoad load)
{
    readonly HashSet<(string Table, string Row)> spoke = [];
    readonly HashSet<(string Table, string Row, string Column)> failedBy = [];
    readonly HashSet<(string Rule, RuleSource At)> fired = [];
    readonly HashSet<string> objections = [];
    int happenedSoFar = -1;
    DateTimeOffset lookAgainAt;

    /// <summary>
    /// What the rules make of the moment. Inference is pure: asked again, they answer as they have just answered the service.
    /// They are asked when something has happened, and when an age passes a duration of the policy.
    /// </summary>
    public void Look(Running.Simulation simulation)
    {
        var (now, happened) = (simulation.Clock.GetUtcNow(), simulation.Trace.Entries.Count);
        if (simulation.Service is not { } service || (happened == happenedSoFar && now < lookAgainAt))
            return;
        (happenedSoFar, lookAgainAt) = (happened, DateTimeOffset.MaxValue);
        foreach (var segment in service.State.Fleet.Segments)
        {
            if (service.State.SnapshotOf(segment.Name, now) is not { } snapshot)
                continue;
            var policy = service.Policies.Current;
            Remember(InferenceRun.Over(snapshot, policy, service.Memory.Fleet), snapshot);
            foreach (var passes in snapshot.Hosts.SelectMany(BeginOfAges).SelectMany(at => policy.Horizons.Select(h => at + h)))
            {
                if (passes > now && passes < lookAgainAt)
                    lookAgainAt = passes;
            }
        }
    }

    /// <summary>When a test is over: what held something in it.</summary>
    public void LookBack(IEnumerable<Incident> incidents)
    {
        happenedSoFar = -1;
        foreach (var incident in incidents)
            objections.UnionWith(incident.Explanation.Guards.Where(g => g.Holds).Select(g => g.Text));
    }

    public PolicyCoverage Coverage()
    {
        var document = load.Document!;
        var tables = document.Tables.Select(t => t.Name.Value).ToHashSet();
        return new PolicyCoverage(
            [.. document.Tables.SelectMany(RowsOf)],
            [
                .. load.Policy!.Rules.Where(r => r.Source != RuleSource.BuiltIn && !tables.Contains(r.Name))
                    .Select(r => new RuleCoverage(r.Name, r.Source, fired.Contains((r.Name, r.Source)))),
            ],
            [
                .. from limit in document.Limits
                   let at = limit.Span.Place
                   // the answer of a limit says where the limit is written
                   select new LimitCoverage(limit.Name.Value, at, objections.Any(o => o.Contains($"({at})", StringComparison.Ordinal))),
            ]);
    }

    static IEnumerable<DateTimeOffset> BeginOfAges(HostView host) =>
        host.Faults.Select(f => f.Since).Concat(host.Signals.ChangedAt is { } at ? [at] : []);

    void Remember(Beliefs beliefs, ClusterSnapshot snapshot)
    {
        foreach (var host in snapshot.Hosts)
        {
            Remember(beliefs.Of(host.Name, KnownKinds.RowMatch));
            Remember(beliefs.Of(host.Name, KnownKinds.InstanceRow));
            fired.UnionWith(beliefs.FiringsOf(host.Name).Select(f => (f.Rule, f.At)));
        }

        fired.UnionWith(beliefs.Outages.SelectMany(beliefs.FiringsOf).Select(f => (f.Rule, f.At)));
    }

    void Remember(FactList<RowMatch> rows)
    {
        foreach (var row in rows)
        {
            // rows that a table joins speak under all their names
            spoke.UnionWith(row.Row.Split('+').Select(id => (row.Table, id)));
            failedBy.UnionWith(row.NearMisses.Select(m => (row.Table, m.Row, m.Column)));
        }
    }

    IEnumerable<RowCoverage> RowsOf(TableSyntax table)
    {
        var name = table.Name.Value;
        foreach (var row in table.Rows?.Rows ?? [])
        {
            var columns = table.Inputs.Zip(row.Inputs).Where(c => c.Second.Text != "*").Select(c => c.First.Key.Value).ToList();
            var failed = columns.Where(c => failedBy.Contains((name, row.Id.Text, c))).ToList();
            var asksNothing = row.Outputs.All(o => o.Text == "none");
            yield return new RowCoverage(
                name, row.Id.Text, row.Id.Span.Place, asksNothing || spoke.Contains((name, row.Id.Text)), failed,
                asksNothing ? [] : [.. columns.Except(failed)]);
        }

        if (table.Otherwise is { } otherwise)
            yield return new RowCoverage(
                name, TableRow.OtherwiseId, otherwise.Span.Place, spoke.Contains((name, TableRow.OtherwiseId)), [], []);
    }
}
