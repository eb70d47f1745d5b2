using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>Looks ahead, while all is well: who of a segment would find no room if any one of its hosts, or any two, died now. Pure.</summary>
public sealed class FailurePlan
{
    /// <summary>Pairs are made of so many hosts, those whose instances claim the most memory: 276 pairs, of 499,500 among 1,000 hosts.</summary>
    public const int PairHostsMax = 24;

    readonly RecoveryPolicy policy;
    readonly Placement placement;
    readonly ReservedHosts reserved;
    readonly bool reserves;
    readonly RoomClaims claims;

    /// <summary>Those that Nova places on: that one of them is in doubt, or in quarantine, will be over.</summary>
    readonly List<HostRoom> targets;

    FailurePlan(ClusterSnapshot now, Beliefs beliefs, RecoveryPolicy policy)
    {
        this.policy = policy;
        (placement, reserved, claims) = (new Placement(now, beliefs, policy), new ReservedHosts(now, beliefs, policy), RoomClaims.Of(now));
        reserves = now.Segment.Method != RecoveryMethod.Auto;
        targets = now.Segment.Method == RecoveryMethod.ReservedHost
            ? [] : [.. new TargetHosts(now, beliefs, policy).Enabled(default).Where(h => h.Reservation is not { SettledAt: null }).Select(WithRoom).OrderByDescending(t => t.Room?.RamMiB)];
    }

    /// <summary>Null: nothing is known of the room of any host.</summary>
    public static FailureOutlook? Of(ClusterSnapshot now, Beliefs beliefs, RecoveryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(policy);
        if (!now.Hosts.Any(h => h.Compute.Room is not null))
            return null;
        var plan = new FailurePlan(now, beliefs, policy);
        var living = now.Hosts.Where(h => h is { Incident: null, Mark: null }).Select(plan.LoadOf).Where(l => l.Leaving.Count > 0).ToList();
        var one = FailureCount.Of(living.Count, living.Count, [.. living.Select(l => plan.IfDead([l])).OfType<FailureForecast>()]);
        return new FailureOutlook(now.FleetReadAt, policy.Version.ToString(), one, one.Failing > 0 ? null : plan.OfPairs(living), plan.Unknown(now));
    }

    FailureCount OfPairs(List<Load> living)
    {
        var heaviest = living.OrderByDescending(l => l.RamMiB).ThenBy(l => l.Host.Name).Take(PairHostsMax).OrderBy(l => l.Host.Name).ToList();
        var failing = new List<FailureForecast>();
        var asked = 0;
        for (var i = 0; i < heaviest.Count; i++)
        {
            for (var j = i + 1; j < heaviest.Count; j++, asked++)
            {
                if (IfDead([heaviest[i], heaviest[j]]) is { } bad)
                    failing.Add(bad);
            }
        }

        return FailureCount.Of(asked, (long)living.Count * (living.Count - 1) / 2, failing);
    }

    /// <summary>Null: everybody would find room, as far as is known.</summary>
    FailureForecast? IfDead(IReadOnlyList<Load> dead)
    {
        var left = new List<HostRoom>(targets.Count + dead.Count);
        foreach (var target in targets)
        {
            if (!ReferenceEquals(target.Host, dead[0].Host) && !ReferenceEquals(target.Host, dead[^1].Host))
                left.Add(target);                           // a snapshot has one view of each host
        }

        foreach (var load in reserves ? dead : [])
        {
            HostName[] passed = [.. dead.Select(d => d.Host.Name), .. left.Select(t => t.Host.Name)];
            var own = new List<HostName>();
            while (reserved.NextFor(load.Host, null, own, passed) is { } next)
            {
                own.Add(next.Name);
                left.Add(WithRoom(next));
            }
        }

        var leaving = dead.Count == 1 ? dead[0].Leaving : [.. dead.SelectMany(d => d.Leaving).Order(RecoveryOrder.Dearest)];
        var plan = RoomPlan.Of(leaving.Select(w => w.Instance), left, placement);
        var misfits = left.Count == 0 ? plan.Misfits : [.. plan.Misfits.Where(m => m.LacksRoom)];
        return misfits.Count == 0 ? null : new FailureForecast([.. dead.Select(d => d.Host.Name)], misfits);
    }

    /// <summary>Who is protected, and could be evacuated.</summary>
    Load LoadOf(HostView host)
    {
        var leaving = InstanceWish.Leaving(host, policy).ToList();
        leaving.Sort(RecoveryOrder.Dearest);
        return new Load(host, leaving, leaving.Sum(w => (long)w.Instance.Flavor.RamMiB));
    }

    HostName[] Unknown(ClusterSnapshot now) =>
    [
        .. targets.Select(t => t.Host).Concat(reserves ? now.Hosts.Where(h => h.Compute.IsReserved) : [])
            .Where(h => h.Compute.Room is null).Select(h => h.Name).Distinct().Order(),
    ];

    HostRoom WithRoom(HostView host) => new(host, claims.LeftOn(host));

    sealed record Load(HostView Host, IReadOnlyList<InstanceWish> Leaving, long RamMiB);
}
