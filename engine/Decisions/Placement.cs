using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// Where instances of a segment may go. Nova's scheduler chooses, as long as all that is asked is known to it, and every host where it may place is
/// fit; what it would refuse is not asked for, and what it knows nothing of is chosen here: a host that was not tried, with whom the instance stays together, that
/// it prefers, the least loaded, then by name. Pure.
/// </summary>
public sealed class Placement
{
    /// <summary>After so many hosts that were named in its stead, and refused, the scheduler is asked: it knows filters that nobody here does, and a host in doubt is better than none.</summary>
    const int TriedMax = 1;

    /// <summary>So many hosts are named in a sentence.</summary>
    const int NamedMax = 5;

    readonly ClusterSnapshot now;
    readonly TargetHosts targets;
    readonly Lazy<ILookup<string, Instance>> byServerGroup;
    readonly Lazy<ILookup<HaGroup, Instance>> byTogether;
    readonly Lazy<ILookup<HaGroup, Instance>> byApart;
    readonly Lazy<Dictionary<InstanceId, Instance>> byId;
    readonly Lazy<RoomClaims> claims;
    readonly Dictionary<HostName, HostView?> traps = [];

    public Placement(ClusterSnapshot now, Beliefs beliefs, RecoveryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(now);
        this.now = now;
        targets = new TargetHosts(now, beliefs, policy);
        byServerGroup = new(() => Instances.Where(i => i.ServerGroup is not null).ToLookup(i => i.ServerGroup!.Id), LazyThreadSafetyMode.None);
        byTogether = new(() => ByGroup(p => p.Together), LazyThreadSafetyMode.None);
        byApart = new(() => ByGroup(p => p.Apart), LazyThreadSafetyMode.None);
        byId = new(() => Instances.ToDictionary(i => i.Id), LazyThreadSafetyMode.None);
        claims = new(() => RoomClaims.Of(now), LazyThreadSafetyMode.None);
    }

    /// <summary>Somebody has to think about its place; else the scheduler may do with it as it likes.</summary>
    public static bool Concerns(Instance instance) => instance.ServerGroup is not null || HaPlace.Of(instance).Asks;

    /// <summary>Why the instance must not be on the host, whether that can be given instances or not; in words. Null: it may.</summary>
    public string? WhyNotOn(PlaceWish wish, HostName host)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var asked = HaPlace.Of(wish.Instance);
        return now.Host(host) is { } view && WhyNot(wish, asked, Mates(wish.Instance), Others(wish.Instance, asked.Apart, byApart), view) is { } why
            ? $"{wish.Instance.Name} must not be on {host}: {why}" : null;
    }

    /// <summary>The same of many hosts, whether or not these can be given instances; null: nobody has to think about its place.</summary>
    internal Func<HostView, string?>? Refusals(PlaceWish wish)
    {
        if (!Concerns(wish.Instance))
            return null;
        var asked = HaPlace.Of(wish.Instance);
        var (mates, strangers) = (Mates(wish.Instance), Others(wish.Instance, asked.Apart, byApart));
        return host => WhyNot(wish, asked, mates, strangers, host);
    }

    /// <summary>The host may be given instances now.</summary>
    public bool MayTake(HostName host, HostName leaves) => targets.Other(leaves).Any(h => h.Name == host);

    public PlaceChoice For(PlaceWish wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var trap = Trap(wish.Leaves);
        if (wish.Tried.Count == 0 && trap is null && !Concerns(wish.Instance))
            return PlaceChoice.Scheduler;
        var asked = HaPlace.Of(wish.Instance);
        var (mates, strangers) = (Mates(wish.Instance), Others(wish.Instance, asked.Apart, byApart));
        var arriving = wish.Heading.ToLookup(h => h.Value, h => h.Key);
        var standings = targets.Other(wish.Leaves).Where(h => !IsTakenForAnother(h, wish.Leaves))
            .Select(h => new Standing(h, WhyNot(wish, asked, mates, strangers, h), LoadOf(h, wish, arriving))).ToList();
        var allowed = standings.Where(s => s.WhyNot is null).ToList();
        if (allowed.Count == 0)
            return IsBound(wish.Instance, asked) ? PlaceChoice.Nowhere(Reasons(wish, asked, standings)) : PlaceChoice.Scheduler;
        var untried = allowed.Where(s => !wish.Tried.Contains(s.Host.Name)).ToList();
        if (untried.Count == 0 && !asked.Asks)
            return PlaceChoice.Scheduler;               // it has had them all: perhaps the scheduler knows one more
        if (!asked.Asks && !LeavesWithItsGroup(wish, mates) && (trap is not null || wish.Tried.Count == 0))
            return trap is null || wish.Tried.Count > TriedMax ? PlaceChoice.Scheduler : Beside(trap, wish, mates, untried);
        return Best(wish, asked, mates, untried.Count > 0 ? untried : allowed);
    }

    /// <summary>
    /// Of several hosts that were taken for those that leave with it, the one where it may be, was not tried yet, and finds room: the one
    /// with the most memory left, then the one they were taken in the order of. Nova's scheduler is not asked to choose among them.
    /// </summary>
    public PlaceChoice Among(PlaceWish wish, IReadOnlyList<HostName> taken)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var refusals = Refusals(wish);
        var heading = ArrivingAt(wish);
        var standings = taken.Select(now.Host).OfType<HostView>().Select(h => (Host: h, WhyNot: refusals?.Invoke(h))).ToList();
        var allowed = standings.Where(s => s.WhyNot is null).ToList();
        var best = allowed.Select(s => (s.Host, Left: claims.Value.LeftOn(s.Host, heading[s.Host.Name])))
            .OrderBy(s => wish.Tried.Contains(s.Host.Name)).ThenByDescending(s => s.Left?.Holds(Footprint.Of(wish.Instance)) is not false)
            .ThenByDescending(s => s.Left?.RamMiB).Select(s => s.Host).FirstOrDefault();
        return best is null
            ? PlaceChoice.Nowhere(string.Join("; ", standings.Take(NamedMax).Select(s => $"{wish.Instance.Name} must not be on {s.Host.Name}: {s.WhyNot}")
                .DefaultIfEmpty($"{wish.Instance.Name} has no place: no reserved host is in segment {now.Segment.Name} any more")))
            : new PlaceChoice(best.Name, allowed.Count == 1 ? "the only reserved host where it may be" : $"the best of {allowed.Count} reserved hosts", null);
    }

    /// <summary>A reserved host is for those it was taken for, as long as they are being recovered; after that it is a host like any other.</summary>
    internal static bool IsTakenForAnother(HostView host, HostName source) => host.Reservation is { SettledAt: null } taken && taken.For != source;

    /// <summary>A host that Nova would place on, though it must not be given instances now; null: there is none.</summary>
    internal HostView? Trap(HostName leaves) => traps.TryGetValue(leaves, out var known) ? known : traps[leaves] = FindTrap(leaves);

    HostView? FindTrap(HostName leaves)
    {
        var fit = targets.Other(leaves).Where(h => !IsTakenForAnother(h, leaves)).Select(h => h.Name).ToHashSet();
        return now.Hosts.FirstOrDefault(h => h.Name != leaves && h.Compute is { ServiceUp: true, Disabled: false, ForcedDown: false } && !fit.Contains(h.Name));
    }

    /// <summary>
    /// In the scheduler's stead, by what is known of what it looks at: room, then the zone and the aggregates that the instance comes from, then
    /// the memory left. Nova asks its filters about the host all the same.
    /// </summary>
    PlaceChoice Beside(HostView trap, PlaceWish wish, List<Instance> mates, List<Standing> standings)
    {
        var source = now.Host(wish.Leaves)?.Compute;
        var heading = ArrivingAt(wish);
        var best = standings
            .Select(s => (s.Host, s.Load, Left: claims.Value.LeftOn(s.Host, heading[s.Host.Name])))
            .OrderByDescending(s => s.Left?.Holds(Footprint.Of(wish.Instance)) is not false)
            .ThenByDescending(s => s.Host.Compute.Zone == source?.Zone)
            .ThenByDescending(s => s.Host.Compute.Aggregates.Intersect(source?.Aggregates ?? []).Count())
            .ThenBy(s => SoftRank(wish, mates, s.Host.Name))
            .ThenByDescending(s => s.Left?.RamMiB).ThenBy(s => s.Load).ThenBy(s => s.Host.Name).First();
        return new PlaceChoice(best.Host.Name, $"Nova's scheduler might choose {trap.Name}, which is not to be given instances now", null);
    }

    /// <summary>There are places where it may not be.</summary>
    static bool IsBound(Instance instance, HaPlace asked) =>
        asked.OnlyOn.Count > 0 || asked.Apart is not null || instance.ServerGroup is { IsHard: true };

    /// <summary>Several of one server group at once: two that are placed at the same time would both be given the last free host.</summary>
    static bool LeavesWithItsGroup(PlaceWish wish, List<Instance> mates) =>
        wish.Instance.ServerGroup is { Policy: ServerGroupPolicy.AntiAffinity } && mates.Exists(i => i.Host == wish.Leaves);

    PlaceChoice Best(PlaceWish wish, HaPlace asked, List<Instance> mates, List<Standing> standings)
    {
        var companions = Others(wish.Instance, asked.Together, byTogether);
        var best = standings
            .OrderBy(s => companions.Count(c => c.Host == wish.Leaves && HaPlace.Of(c).WhyNotOn(s.Host.Compute) is not null))
            .ThenByDescending(s => companions.Count(c => IsOn(c, s.Host.Name, wish)))
            .ThenBy(s => asked.RankOf(s.Host.Compute))
            .ThenBy(s => SoftRank(wish, mates, s.Host.Name))
            .ThenBy(s => s.Load).ThenBy(s => s.Host.Name).First();
        return new PlaceChoice(best.Host.Name, Why(wish, asked, best, companions, standings.Count), null);
    }

    static string Why(PlaceWish wish, HaPlace asked, Standing best, List<Instance> companions, int outOf)
    {
        var reasons = new List<string>();
        if (asked.OnlyOn.Count > 0)
            reasons.Add($"it may run only on {string.Join(", ", asked.OnlyOn)}");
        if (companions.FirstOrDefault(c => IsOn(c, best.Host.Name, wish)) is { } companion)
            reasons.Add($"together with {companion.Name}");
        if (asked.RankOf(best.Host.Compute) < asked.Prefers.Count)
            reasons.Add("it prefers it");
        if (asked.Apart is { } apart)
            reasons.Add($"apart from others of {apart.Name}");
        if (wish.Tried.Count > 0)
            reasons.Add($"tried before: {string.Join(", ", wish.Tried.Order())}");
        reasons.Add(outOf == 1 ? "the only one left" : $"the best of {outOf}, with {Counted(best.Load)}");
        return string.Join("; ", reasons);
    }

    internal static string Counted(int instances) => instances switch { 0 => "no instances", 1 => "1 instance", _ => $"{instances} instances" };

    /// <summary>Why it must not be on the host: what Nova would refuse, or what the metadata asks. Null: it may.</summary>
    static string? WhyNot(PlaceWish wish, HaPlace asked, List<Instance> mates, List<Instance> strangers, HostView host)
    {
        if (asked.WhyNotOn(host.Compute) is { } bound)
            return bound;
        if (strangers.Find(i => IsOn(i, host.Name, wish)) is { } stranger)
            return $"{stranger.Name} is on {host.Name}, and they are kept apart ({HaPlace.ApartKey} {asked.Apart!.Value.Name})";
        return wish.Instance.ServerGroup switch
        {
            { Policy: ServerGroupPolicy.AntiAffinity } group when mates.Count(i => IsOn(i, host.Name, wish)) >= group.MaxPerHost =>
                $"{host.Name} has as many of server group {group.Name} as it may ({group.PolicyWord})",

            // Nova allows the hosts where members are, and counts the instance itself among them.
            { Policy: ServerGroupPolicy.Affinity } group when !mates.Exists(i => IsOn(i, host.Name, wish)) =>
                $"no instance of server group {group.Name} is on {host.Name} ({group.PolicyWord})",
            _ => null,
        };
    }

    static string Reasons(PlaceWish wish, HaPlace asked, List<Standing> standings)
    {
        if (asked.OnlyOn.Count > 0 && standings.TrueForAll(s => asked.WhyNotOn(s.Host.Compute) is not null))
            return $"{wish.Instance.Name} may run only on {string.Join(", ", asked.OnlyOn)} ({HaPlace.OnlyOnKey}), none of which can be given instances now";
        if (standings.Count == 0)
            return $"{wish.Instance.Name} has no place: no other host can be given instances now";
        var reasons = standings.Select(s => s.WhyNot!).Distinct().ToList();
        return $"{wish.Instance.Name} has no place: {string.Join("; ", reasons.Take(NamedMax))}{(reasons.Count > NamedMax ? "; ..." : "")}";
    }

    /// <summary>The others of its server group.</summary>
    List<Instance> Mates(Instance instance) =>
        instance.ServerGroup is { } group ? [.. byServerGroup.Value[group.Id].Where(i => i.Id != instance.Id)] : [];

    /// <summary>The others whose metadata names the same group.</summary>
    static List<Instance> Others(Instance instance, HaGroup? group, Lazy<ILookup<HaGroup, Instance>> byGroup) =>
        group is { } named ? [.. byGroup.Value[named].Where(i => i.Id != instance.Id)] : [];

    IEnumerable<Instance> Instances => now.Hosts.SelectMany(h => h.Instances);

    ILookup<HaGroup, Instance> ByGroup(Func<HaPlace, HaGroup?> of) =>
        Instances.Select(i => (Instance: i, Group: of(HaPlace.Of(i)))).Where(i => i.Group is not null).ToLookup(i => i.Group!.Value, i => i.Instance);

    /// <summary>Members of its soft server group there: few of them, or many, are better.</summary>
    static int SoftRank(PlaceWish wish, List<Instance> mates, HostName host) => wish.Instance.ServerGroup?.Policy switch
    {
        ServerGroupPolicy.SoftAntiAffinity => mates.Count(i => IsOn(i, host, wish)),
        ServerGroupPolicy.SoftAffinity => -mates.Count(i => IsOn(i, host, wish)),
        _ => 0,
    };

    static int LoadOf(HostView host, PlaceWish wish, ILookup<HostName, InstanceId> arriving) =>
        host.Instances.Count(i => IsOn(i, host.Name, wish)) + arriving[host.Name].Count(id => !host.Instances.Any(i => i.Id == id));

    /// <summary>Who is on the way, as far as it is of this segment.</summary>
    ILookup<HostName, Instance> ArrivingAt(PlaceWish wish) =>
        wish.Heading.Where(h => byId.Value.ContainsKey(h.Key)).ToLookup(h => h.Value, h => byId.Value[h.Key]);

    static bool IsOn(Instance instance, HostName host, PlaceWish wish) => wish.Heading.GetValueOrDefault(instance.Id, instance.Host) == host;

    sealed record Standing(HostView Host, string? WhyNot, int Load);
}
