using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>Looks ahead, before a host is fenced: who of those on it will find room, on the hosts that its segment's recovery method has for them. Pure.</summary>
static class RoomAhead
{
    /// <summary>More of them nobody reads.</summary>
    const int NamedMax = 5;

    /// <param name="leaving">Who would be evacuated, the dearest first.</param>
    public static RoomPlan Of(ClusterSnapshot now, Beliefs beliefs, RecoveryPolicy policy, HostView host, IEnumerable<Instance> leaving)
    {
        var method = now.Segment.Method;
        List<HostView> free = method == RecoveryMethod.ReservedHost
            ? [] : [.. new TargetHosts(now, beliefs, policy).Other(host.Name).Where(h => !Placement.IsTakenForAnother(h, host.Name))];
        var (claims, placement, who) = (RoomClaims.Of(now), new Placement(now, beliefs, policy), leaving.ToList());
        if (method == RecoveryMethod.Auto)
            return On(free);
        var reserved = new ReservedHosts(now, beliefs, policy);
        var incident = host.Incident?.Id;
        var plan = On(free.Union(reserved.NeededFor(host, incident)));
        return plan.Fitting.Count > 0 ? plan : On(free.Union(reserved.FreeFor(host, incident)));      // none is needed that helps nobody; that each is full is to be seen

        RoomPlan On(IEnumerable<HostView> targets) => RoomPlan.Of(who, [.. targets.Select(h => new HostRoom(h, claims.LeftOn(h)))], placement);
    }

    /// <summary>Who will find no room, for people, before the fence; null: everybody will, as far as is known.</summary>
    public static string? Foreseen(RoomPlan plan) =>
        plan.Misfits.Where(m => m.LacksRoom).ToList() is { Count: > 0 } left ? $"no host has room for {RoomMisfit.Named(left)}" : null;

    /// <summary>Whose room is not known, in words; null: it is known of all.</summary>
    public static string? Unknown(RoomPlan plan)
    {
        if (plan.Unknown.Count == 0)
            return null;
        var more = plan.Unknown.Count > NamedMax ? $" and {plan.Unknown.Count - NamedMax} more" : "";
        return $"does not apply; how much room there is on {string.Join(", ", plan.Unknown.Take(NamedMax))}{more} is not known, and what is not known is not full";
    }
}
