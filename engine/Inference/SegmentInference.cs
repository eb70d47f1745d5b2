using System.Collections.Frozen;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference;

/// <summary>
/// What the rules of one policy hold true of one segment, kept from turn to turn. A turn looks again only at hosts whose view is
/// another one than before, or whose time has come; wider rules are asked again only when something they read has changed. What
/// comes out is what a fresh run over the whole snapshot gives, byte for byte. Not thread-safe: a segment has one turn at a time.
/// </summary>
public sealed partial class SegmentInference
{
    /// <summary>In UTC ticks.</summary>
    const long Never = long.MaxValue;

    readonly RecoveryPolicy policy;
    readonly RulePlan plan;
    readonly TimeSpan[] horizons;
    readonly TurnClock clock = new();
    readonly FactView view = new();
    readonly Conclusions conclusions;
    readonly Beliefs beliefs;
    readonly Dictionary<HostName, int> indexes = [];

    /// <summary>Cells that are looked at in this turn.</summary>
    readonly List<int> open = [];

    HostCell[] cells = [];

    // what a turn asks of every host stands side by side, so that a host that did not change costs next to nothing
    HostView[] seen = [];
    long[] dueAt = [];
    FactKinds[] kinds = [];

    /// <summary>The cells are made for the hosts of the snapshot; there may be none.</summary>
    bool hasBegun;

    /// <summary>A host is in another zone than when wider facts were last given.</summary>
    bool hasMoved;

    DateTimeOffset lastAt;

    public SegmentInference(RecoveryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        this.policy = policy;
        plan = policy.RulePlan;
        horizons = [.. policy.Horizons];
        sawUpTo = new int[plan.Stages.Select(s => s.Rules.Length).DefaultIfEmpty().Max()];
        conclusions = new Conclusions(this);
        beliefs = new Beliefs(this);
    }

    /// <summary>Whose rules it runs.</summary>
    public RecoveryPolicy Policy => policy;

    /// <summary>Some rule looks at what other segments tell.</summary>
    internal bool TellsOthers => !plan.FleetReads.IsEmpty;

    /// <summary>What rules of scope fleet look at in other segments; the same list as long as nothing changed.</summary>
    internal IReadOnlyList<Fact> Exports { get; private set; } = [];

    /// <summary>How many hosts are in each zone; the same object as long as no host moved.</summary>
    internal IReadOnlyDictionary<string, int> HostsByZone { get; private set; } = FrozenDictionary<string, int>.Empty;

    /// <summary>Brings everything up to date.</summary>
    /// <param name="elsewhere">What other segments last said; only rules of scope fleet look at it.</param>
    /// <returns>A view of what is held true; valid until the next call.</returns>
    public Beliefs Update(ClusterSnapshot now, FleetFacts elsewhere)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(elsewhere);
        try
        {
            view.Now = clock.Now = now.TakenAt;
            var changed = OpenHosts(now);
            if (plan.LooksWide)
                changed |= GiveWide(now, elsewhere);
            RunStages(changed);
            Error = WideError();
        }
        catch (RulesDidNotSettleException e)
        {
            Forget();
            Error = e.Message;
        }
        catch
        {
            Forget();
            throw;
        }

        return beliefs;
    }

    /// <summary>Set when the rules could not be run to their end.</summary>
    internal string? Error { get; private set; }

    internal HostCell? CellOf(HostName host) => indexes.TryGetValue(host, out var index) ? cells[index] : null;

    /// <summary>In the order of the hosts.</summary>
    internal IReadOnlyList<HostCell> Cells => cells;

    internal IReadOnlyList<IRule> Rules => policy.Rules;

    /// <summary>Shows a rule the facts of one host as they are now, for an explanation.</summary>
    internal string? WhyNot(IRule asked, HostCell cell)
    {
        view.Show(cell, wideFacts);
        return asked.WhyNot(view);
    }

    /// <summary>Opens the cells that have to be looked at again. Kinds that changed by time alone.</summary>
    FactKinds OpenHosts(ClusterSnapshot now)
    {
        var hosts = now.Hosts as HostView[] ?? [.. now.Hosts];
        if (!hasBegun || !HasSameHosts(hosts))
            Begin(hosts);
        var isNewMinute = policy.UsesNow
            && now.TakenAt.Ticks / TimeSpan.TicksPerMinute != lastAt.Ticks / TimeSpan.TicksPerMinute;
        var isAnotherTime = isNewMinute || now.TakenAt < lastAt;        // a clock that was set back: nothing is as old as it was
        lastAt = now.TakenAt;
        var changed = isAnotherTime ? FactKinds.All : FactKinds.None;
        var ticks = isAnotherTime ? Never : now.TakenAt.UtcTicks;
        for (var i = 0; i < hosts.Length; i++)
        {
            var isDue = dueAt[i] <= ticks;
            if (isDue)
                changed |= KnownKinds.Aging;
            if (isDue || !ReferenceEquals(seen[i], hosts[i]))
                Open(i, hosts[i], isDue);
        }

        return changed;
    }

    /// <param name="isDue">An age of it has come to where rules may see it otherwise.</param>
    void Open(int index, HostView host, bool isDue)
    {
        var cell = cells[index];
        var state = new HostState(clock, host);
        if (!isDue && host.Faults.Count == 0 && state.Equals(cell.OnlyGiven))
        {
            cell.View = seen[index] = host;                     // what is new about it no rule looks at
            return;
        }

        hasMoved |= cell.View?.Compute.Zone != host.Compute.Zone;
        cell.View = seen[index] = host;
        cell.Reopen();
        cell.Give(state.Equals(cell.FormerState) ? cell.FormerState! : state);
        for (var f = 0; f < host.Faults.Count; f++)
        {
            var fault = host.Faults[f];
            if (host.Instances.FirstOrDefault(i => i.Id == fault.Instance) is { } instance)
                cell.Give(new InstanceFault(clock, host.Compute, instance, fault, host.RecoveriesOf(instance.Id)));
        }

        dueAt[index] = Horizon.Next(host, horizons, clock.Now)?.UtcTicks ?? Never;
        open.Add(index);
    }

    bool HasSameHosts(HostView[] hosts)
    {
        if (hosts.Length != cells.Length)
            return false;
        for (var i = 0; i < cells.Length; i++)
        {
            if (!ReferenceEquals(seen[i], hosts[i]) && seen[i].Name != hosts[i].Name)
                return false;
        }

        return true;
    }

    void Begin(HostView[] hosts)
    {
        Forget();
        cells = [.. hosts.Select(_ => new HostCell(plan.Stages.Length))];
        seen = new HostView[cells.Length];
        dueAt = new long[cells.Length];
        kinds = new FactKinds[cells.Length];
        wides = [.. plan.Stages.Select(_ => new WideCell())];
        for (var i = 0; i < cells.Length; i++)
            indexes.Add(hosts[i].Name, i);
        hasBegun = true;
    }

    /// <summary>The next turn begins with nothing.</summary>
    void Forget()
    {
        hasBegun = false;
        open.Clear();
        indexes.Clear();
        (cells, wides) = ([], []);
        (givenWide, told, heard, givenTo, Exports) = ([], [], null, null, []);
        wideFacts.CutTo(0);
        wideKinds = FactKinds.None;
        (asked, target, wideTarget) = (null, null, null);
    }
}
