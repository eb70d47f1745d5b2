using System.Globalization;
using System.Runtime.CompilerServices;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>How much is down, and how much of that we are working on: what limits are counted over. Of one turn of one segment.</summary>
public sealed class FenceLoad
{
    readonly SortedDictionary<HostName, HostLoad> own = [];
    readonly FailureDomain segment;
    readonly IReadOnlyList<SegmentLoad> elsewhere;

    /// <summary>What has been counted already: many hosts that are lost together ask the same.</summary>
    readonly Dictionary<(FenceLimit Limit, FailureDomain Domain), LimitCount> counts = new(ByLimit);
    readonly List<HostName> waiting = [];
    readonly DomainSizes sizes;
    readonly DateTimeOffset now;

    FenceLoad(SegmentLoad load, ClusterSnapshot snapshot)
    {
        (sizes, now) = (snapshot.Sizes ?? new DomainSizes(snapshot.Hosts.Select(h => h.Compute)), snapshot.TakenAt);
        (segment, elsewhere) = (new FailureDomain(LimitScope.Segment, snapshot.Segment.Name.Value), snapshot.Elsewhere);
        foreach (var host in load.Hosts)
            own[host.Name] = host;
    }

    /// <summary>A policy has each limit once, and comparing all of its fields takes longer than counting.</summary>
    static EqualityComparer<(FenceLimit Limit, FailureDomain Domain)> ByLimit { get; } =
        EqualityComparer<(FenceLimit Limit, FailureDomain Domain)>.Create(
            (a, b) => ReferenceEquals(a.Limit, b.Limit) && a.Domain == b.Domain,
            key => HashCode.Combine(RuntimeHelpers.GetHashCode(key.Limit), key.Domain));

    /// <summary>Of this segment and all others.</summary>
    public static FenceLoad Of(ClusterSnapshot snapshot, Beliefs beliefs) =>
        Of(snapshot, SegmentLoad.Of(snapshot.Segment.Name, snapshot.Hosts, beliefs, snapshot.TakenAt));

    /// <param name="own">What the snapshot's segment itself adds.</param>
    internal static FenceLoad Of(ClusterSnapshot snapshot, SegmentLoad own) => new(own, snapshot);

    /// <summary>Every host that adds to a count, by name.</summary>
    public IEnumerable<HostLoad> Hosts =>
        own.Values.Concat(elsewhere.SelectMany(s => s.Hosts).Where(h => !own.ContainsKey(h.Name))).DistinctBy(h => h.Name).OrderBy(h => h.Name);

    /// <summary>A fence was admitted in this turn.</summary>
    public void Take(ComputeHost host)
    {
        own[host.Name] = own.GetValueOrDefault(host.Name)?.Admitted() ?? new HostLoad(host, true, false, true, true, null);
        foreach (var stale in counts.Keys.Where(c => c.Domain.Has(host)))
            counts.Remove(stale);
    }

    /// <summary>A host was deferred in this turn, because no slot is free.</summary>
    public void Wait(HostName host) => waiting.Add(host);

    /// <summary>Where the host stands in the queue for a slot, from 1; null when it does not wait for one.</summary>
    public int? PlaceOf(HostName host) => waiting.IndexOf(host) is >= 0 and var place ? place + 1 : null;

    /// <summary>Its recovery by fencing is under way: it has been counted.</summary>
    public bool Holds(HostName host) => own.TryGetValue(host, out var load) && load.InFlight;

    /// <summary>Each limit of the policy in each domain of the host that it counts there.</summary>
    public IEnumerable<LimitCount> CountsFor(ComputeHost host, PolicyLimits limits) => limits.All.SelectMany(l => CountsFor(host, l));

    /// <summary>One limit in each domain of the host.</summary>
    public IEnumerable<LimitCount> CountsFor(ComputeHost host, FenceLimit limit)
    {
        foreach (var domain in FailureDomain.Of(host, limit.Per))
        {
            if (CountIn(domain, limit, host) is { } count)
                yield return count;
        }
    }

    /// <summary>Null where the limit counts nothing: an aggregate without a budget, or a cliff, which is remembered and not counted.</summary>
    LimitCount? CountIn(FailureDomain domain, FenceLimit limit, ComputeHost host) => limit switch
    {
        FenceLimit.Slots slots => Count(slots, domain, h => h.InFlight, slots.Max),
        FenceLimit.Rate rate => Count(rate, domain, h => h.IsBeingFenced || h.WasFencedWithin(rate.Window, now), rate.Max),
        FenceLimit.Share share => CountIn(domain, share),
        FenceLimit.Budget budget => BudgetOf(budget, domain, host) is { } max ? Count(budget, domain, h => h.IsOut, max) : null,
        _ => null,
    };

    /// <summary>How much of a domain is out, and how much may be.</summary>
    public LimitCount CountIn(FailureDomain domain, FenceLimit.Share share) =>
        Count(share, domain, h => h.IsOut || h.WasFencedWithin(share.Memory, now), share.MaxOf(sizes.Of(domain)));

    LimitCount Count(FenceLimit limit, FailureDomain domain, Func<HostLoad, bool> isCounted, int max)
    {
        if (!counts.TryGetValue((limit, domain), out var count))
        {
            var holders = own.Values.Where(h => isCounted(h) && domain.Has(h.Compute)).Select(h => h.Name).ToList();
            if (domain != segment)
                AddHoldersElsewhere(holders, domain, isCounted);
            counts[(limit, domain)] = count = new LimitCount(limit, domain, holders, max, sizes.Of(domain));
        }

        return count.Max == max ? count : count with { Max = max };
    }

    /// <summary>A host that has come to this segment may still be told of by the one it left.</summary>
    void AddHoldersElsewhere(List<HostName> holders, FailureDomain domain, Func<HostLoad, bool> isCounted)
    {
        foreach (var load in elsewhere)
        {
            foreach (var host in load.Hosts)
            {
                if (isCounted(host) && domain.Has(host.Compute) && !own.ContainsKey(host.Name))
                    holders.Add(host.Name);
            }
        }

        holders.Sort();
        for (var i = holders.Count - 1; i > 0; i--)
        {
            if (holders[i] == holders[i - 1])
                holders.RemoveAt(i);
        }
    }

    /// <summary>A budget that cannot be read is a budget of nothing: somebody wanted a limit there.</summary>
    static int? BudgetOf(FenceLimit.Budget budget, FailureDomain domain, ComputeHost host)
    {
        if (budget.Metadata is not { } key)
            return budget.Max;
        if (host.Memberships.FirstOrDefault(m => m.Name == domain.Name)?.Metadata.TryGetValue(key, out var said) is not true)
            return null;
        return int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var max) ? max : 0;
    }
}
