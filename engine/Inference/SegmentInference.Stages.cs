using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Inference.Known;

namespace PolicyHa.Engine.Inference;

/// <content>Running the stages over the cells that are open.</content>
public sealed partial class SegmentInference
{
    /// <summary>A stage that still derives after so many rounds feeds itself.</summary>
    public const int RoundsMax = 100;

    /// <summary>More facts than this for each given one, and 200, means that a rule multiplies them.</summary>
    const int FactsPerGiven = 20;

    readonly HashSet<Fact> concluded = [];

    /// <summary>By rule of the stage that is run now: how many facts there were when it was asked.</summary>
    readonly int[] sawUpTo;

    WideCell spare = new();

    // where the rule that is asked now puts what it derives
    IRule? asked;
    HostCell? target;
    WideCell? wideTarget;

    internal bool Conclude(Fact fact, ReadOnlySpan<Fact> support)
    {
        if (target is { } cell)
        {
            if (cell.Facts.Contains(fact))
                return false;
            Invariant.Holds(fact is HostFact about && about.Host == cell.View!.Name, $"rule {asked!.Name} derives facts about the host it is asked for");
            cell.Add(new FactEntry(fact, asked, support.ToArray()));
            return true;
        }

        if (!concluded.Add(fact))
            return false;
        var entry = new FactEntry(fact, asked, support.ToArray());
        view.Gather(entry);
        wideTarget!.Add(entry);
        return true;
    }

    internal void Fail(Fact? about, string why)
    {
        var text = $"rule {asked!.Name} ({asked.Source}) could not be evaluated: {why}";
        if (((about as HostFact)?.Compute ?? target?.View?.Compute) is { } compute)
            _ = Conclude(new Veto(compute, HoldReason.RuleError, text), about is null ? [] : [about]);
        else
            wideTarget!.Error ??= text;
    }

    void RunStages(FactKinds changed)
    {
        for (var s = 0; s < plan.Stages.Length; s++)
        {
            var stage = plan.Stages[s];
            if (stage.Scope != FactScope.Host)
                changed = RunWide(s, stage, changed);
            foreach (var index in open)
            {
                if (stage.Scope == FactScope.Host)
                    RunHost(cells[index], stage);
                cells[index].EndStage(s);
            }
        }

        foreach (var index in open)
        {
            kinds[index] = cells[index].Kinds;
            cells[index].Close();
        }

        open.Clear();
    }

    void RunHost(HostCell cell, RuleStage stage)
    {
        target = cell;
        view.Show(cell, wideFacts);
        var most = ((cell.View!.Faults.Count + 1) * FactsPerGiven) + 200;
        var (rules, needs) = (stage.Rules, stage.RuleNeeds);
        Array.Clear(sawUpTo, 0, rules.Length);
        for (var round = 1; ; round++)
        {
            var before = cell.Facts.Count;
            for (var r = 0; r < rules.Length; r++)
            {
                // what a rule has looked at it need not look at again
                if (!(cell.Kinds | wideKinds).Covers(needs[r])
                    || (round > 1 && !HasNews(cell.Facts.Span[sawUpTo[r]..], stage.RuleReads[r])))
                    continue;
                sawUpTo[r] = cell.Facts.Count;
                asked = rules[r];
                asked.Derive(view, conclusions);
            }

            if (cell.Facts.Count == before || !stage.FeedsItself)
                break;
            Settle(round, cell.Facts.Count, most, cell.Facts.Span);
        }

        target = null;
    }

    static bool HasNews(ReadOnlySpan<FactEntry> entries, FactKinds kinds)
    {
        foreach (ref readonly var entry in entries)
        {
            if (kinds.Contains(entry.Fact.Kind))
                return true;
        }

        return false;
    }

    /// <summary>Asks a stage of wider rules again, if something it reads has changed. Kinds that have changed by now.</summary>
    FactKinds RunWide(int s, RuleStage stage, FactKinds changed)
    {
        foreach (var index in open)
        {
            changed |= cells[index].ChangedUpTo(s - 1);
            kinds[index] = cells[index].Kinds;
        }

        var former = wides[s];
        if (former.WasAsked && !changed.Overlaps(stage.Reads))
        {
            Aim(former);
            return changed;
        }

        if (stage.Scope == FactScope.Fleet)
            Exports = Exported(s);
        spare.Clear();
        (wides[s], spare) = (spare, former);
        var cell = wides[s];
        if (!former.Wide.IsEmpty)
            ShowWide();
        AskWide(s, stage, cell);
        cell.WasAsked = true;
        if (!cell.AimsLike(former))
            OpenAimedAt(cell, former, s);
        var wideChanges = cell.WideChanges(former);
        if (cell.Wide.Length > 0)
            ShowWide();
        if (!wideChanges.IsEmpty)
            OpenReaders(wideChanges, s);
        Aim(cell);
        return changed | wideChanges;
    }

    void AskWide(int s, RuleStage stage, WideCell cell)
    {
        wideTarget = cell;
        concluded.Clear();
        view.ShowAll(stage.Reads | stage.Derives);
        var most = (Gather(s, stage) * FactsPerGiven) + 200;
        var there = KindsThere();
        Array.Clear(sawUpTo, 0, stage.Rules.Length);
        for (var round = 1; ; round++)
        {
            var before = cell.Count;
            for (var r = 0; r < stage.Rules.Length; r++)
            {
                if (!(there | cell.Kinds).Covers(stage.RuleNeeds[r]) || (round > 1 && !cell.HasNews(sawUpTo[r], stage.RuleReads[r])))
                    continue;
                sawUpTo[r] = cell.Count;
                asked = stage.Rules[r];
                asked.Derive(view, conclusions);
            }

            if (cell.Count == before || !stage.FeedsItself)
                return;
            Settle(round, cell.Count, most, [.. cell.Wide, .. cell.Aimed]);
        }
    }

    /// <summary>At least the kinds of all facts that anybody holds.</summary>
    FactKinds KindsThere()
    {
        var there = wideKinds;
        foreach (var fact in told)
            there |= FactKinds.Of(fact.Kind);
        foreach (var one in kinds)
            there |= one;
        return there;
    }

    /// <summary>Shows the stage every fact of the kinds it reads, as known before it. How many there are.</summary>
    int Gather(int s, RuleStage stage)
    {
        var count = 0;
        if (stage.Scope == FactScope.Fleet)
        {
            foreach (var fact in told)
                count += Show(FactEntry.Given(fact), stage);
        }

        for (var i = 0; i < kinds.Length; i++)
        {
            if (!kinds[i].Overlaps(stage.Reads))
                continue;
            foreach (ref readonly var entry in cells[i].UpTo(s - 1))
                count += Show(entry, stage);
        }

        foreach (ref readonly var entry in wideFacts.Span)
            count += Show(entry, stage);
        return count;
    }

    int Show(in FactEntry entry, RuleStage stage)
    {
        if (!stage.Reads.Contains(entry.Fact.Kind))
            return 0;
        view.Gather(entry);
        return 1;
    }

    /// <summary>Adds what a wider stage says about single hosts to those that are looked at.</summary>
    void Aim(WideCell wide)
    {
        foreach (ref readonly var entry in wide.Aimed)
        {
            if (CellOf(((HostFact)entry.Fact).Host) is { IsOpen: true } cell && !cell.Facts.Contains(entry.Fact))
                cell.Add(entry);
        }
    }

    void OpenAimedAt(WideCell now, WideCell former, int stage)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (!cells[i].IsOpen && !now.AimsLike(former, cells[i].View!.Name))
                OpenAt(i, stage);
        }
    }

    /// <summary>Opens every cell again, if rules of hosts read one of the kinds from this stage on.</summary>
    void OpenReaders(FactKinds kinds, int stage)
    {
        if (!plan.Stages.Skip(stage).Any(s => s.Scope == FactScope.Host && s.Reads.Overlaps(kinds)))
            return;
        for (var i = 0; i < cells.Length; i++)
        {
            if (!cells[i].IsOpen)
                OpenAt(i, stage);
        }
    }

    void OpenAt(int index, int stage)
    {
        cells[index].ReopenAt(stage);
        open.Add(index);
    }

    /// <summary>Collects what is known of segment and fleet, for the rules of hosts and for later stages.</summary>
    void ShowWide()
    {
        wideFacts = default;
        wideKinds = FactKinds.None;
        foreach (var fact in givenWide)
            AddWide(FactEntry.Given(fact));
        foreach (var wide in wides)
        {
            foreach (ref readonly var entry in wide.Wide)
                AddWide(entry);
        }
    }

    void AddWide(in FactEntry entry)
    {
        wideFacts.Add(entry);
        wideKinds |= FactKinds.Of(entry.Fact.Kind);
    }

    List<Fact> Exported(int s)
    {
        var exported = new List<Fact>();
        for (var i = 0; i < kinds.Length; i++)
        {
            if (!kinds[i].Overlaps(plan.FleetReads))
                continue;
            foreach (ref readonly var entry in cells[i].UpTo(s - 1))
            {
                if (plan.FleetReads.Contains(entry.Fact.Kind))
                    exported.Add(entry.Fact);
            }
        }

        foreach (ref readonly var entry in wideFacts.Span)
        {
            if (entry.Fact.Kind.Scope == FactScope.Segment && plan.FleetReads.Contains(entry.Fact.Kind))
                exported.Add(entry.Fact);
        }

        return exported;
    }

    static void Settle(int round, int count, int most, ReadOnlySpan<FactEntry> entries)
    {
        if (round < RoundsMax && count <= most)
            return;
        var last = entries[^Math.Min(5, entries.Length)..].ToArray();
        throw new RulesDidNotSettleException(round, count, [.. last.Where(e => e.Rule is not null).Select(Firing.Of)]);
    }
}
