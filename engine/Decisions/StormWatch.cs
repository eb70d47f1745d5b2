using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>Notices when storms and cliffs begin and end, so that they are remembered. Pure.</summary>
static class StormWatch
{
    /// <summary>Records that are new or not as they were.</summary>
    public static IReadOnlyList<StormRecord> Changes(ClusterSnapshot now, FenceLoad load, PolicyLimits limits)
    {
        var changes = new List<StormRecord>();
        foreach (var limit in limits.All)
        {
            if (limit is FenceLimit.Share share)
            {
                foreach (var domain in Domains(now, share.Per))
                    Add(StormIn(now, load, share, domain), changes);
            }
            else if (limit is FenceLimit.Cliff cliff && CliffIn(now, cliff) is { } fall && fall != now.StormIn(cliff, fall.Domain))
            {
                changes.Add(fall);
            }
            else if (limit is FenceLimit.Quarantine quarantine)
            {
                foreach (var host in now.Hosts)
                    Add(QuarantineOf(host, now, quarantine), changes);
            }
        }

        return changes;
    }

    static void Add(StormRecord? record, List<StormRecord> changes)
    {
        if (record is not null)
            changes.Add(record);
    }

    /// <summary>The segment is one; of the others those that its hosts are in.</summary>
    static IEnumerable<FailureDomain> Domains(ClusterSnapshot now, LimitScope scope) => scope == LimitScope.Segment
        ? [new FailureDomain(scope, now.Segment.Name.Value)]
        : now.Hosts.SelectMany(h => FailureDomain.Of(h.Compute, scope)).Distinct();

    static StormRecord? StormIn(ClusterSnapshot now, FenceLoad load, FenceLimit.Share share, FailureDomain domain)
    {
        var (count, known) = (load.CountIn(domain, share), now.StormIn(share, domain));
        var isStorm = count.Used > count.Max;
        if (isStorm && known is not { EndedAt: null })
            return new StormRecord(now.Segment.Name, share.Name, domain, now.TakenAt, null, count.Used, count.OfHosts);
        return !isStorm && known is { EndedAt: null } ? known with { EndedAt = now.TakenAt } : null;
    }

    /// <summary>The cliff of a segment as it is now; null: there is none, and was none.</summary>
    public static StormRecord? CliffIn(ClusterSnapshot now, FenceLimit.Cliff cliff)
    {
        var domain = new FailureDomain(LimitScope.Segment, now.Segment.Name.Value);
        var known = now.StormIn(cliff, domain);
        var (well, gone) = (0, 0);
        foreach (var host in now.Hosts)
        {
            if (host.Maintenance)
                continue;
            if (!host.Signals.AnyDown)
                well++;
            else if (known is { EndedAt: null } || host.Signals.FallsSince(now.TakenAt - cliff.Round) > 0)
                gone++;
        }

        if (known is not { EndedAt: null })
            return IsCliff(cliff, gone, well + gone)
                ? new StormRecord(now.Segment.Name, cliff.Name, domain, now.TakenAt, null, gone, well + gone)
                : known;
        if (!IsCliff(cliff, gone, known.Of))
            return known with { EndedAt = now.TakenAt };
        var startsAnew = gone < known.Missing && known.BeganAt + cliff.Lasts > now.TakenAt;
        return known with { BeganAt = startsAnew ? now.TakenAt : known.BeganAt, Missing = gone };
    }

    /// <summary>Null: the host goes into none now. Each fall in quarantine begins it anew.</summary>
    static StormRecord? QuarantineOf(HostView host, ClusterSnapshot now, FenceLimit.Quarantine limit)
    {
        if (!host.Signals.HasFallen || host.Signals.FallsSince(now.TakenAt - limit.Window) is var falls && falls < limit.Falls)
            return null;
        var domain = new FailureDomain(LimitScope.Host, host.Name.Value);
        return now.StormIn(limit, domain) is { } known && host.Signals.FallsSince(known.BeganAt) == 0
            ? null
            : new StormRecord(now.Segment.Name, limit.Name, domain, now.TakenAt, now.TakenAt + limit.Lasts, falls, falls);
    }

    static bool IsCliff(FenceLimit.Cliff cliff, int gone, int of) =>
        gone >= FenceLimit.Cliff.HostsMin && gone * 100 >= of * cliff.Percent;
}
