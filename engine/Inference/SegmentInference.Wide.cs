using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference;

/// <content>What is about more than a host: its facts, and the stages of wider rules.</content>
public sealed partial class SegmentInference
{
    readonly HashSet<Fact> concluded = [];

    /// <summary>By stage; those of hosts stay empty.</summary>
    WideCell[] wides = [];
    WideCell spare = new();

    List<Fact> givenWide = [];
    List<Fact> told = [];

    // what the two were made of

    FleetFacts? heard;
    FailoverSegment? givenTo;

    FactStack wideFacts;
    FactKinds wideKinds;

    /// <summary>What the stage that is run now looks at.</summary>
    FactKinds wideReads;

    internal IEnumerable<FactEntry> WideEntries => wides.SelectMany(w => w.Wide.ToArray());

    /// <summary>How each wide fact of one kind was derived, in order.</summary>
    internal IReadOnlyList<Firing> WideFirings<T>()
        where T : Fact
    {
        List<Firing>? firings = null;
        foreach (var cell in wides)
        {
            foreach (ref readonly var entry in cell.Wide)
            {
                if (entry.Fact is T && entry.Rule is not null)
                    (firings ??= []).Add(Firing.Of(entry));
            }
        }

        return firings ?? [];
    }

    /// <summary>Gives the facts of segment and fleet. Kinds that changed.</summary>
    FactKinds GiveWide(ClusterSnapshot now, FleetFacts elsewhere)
    {
        if (!hasMoved && ReferenceEquals(elsewhere, heard) && now.Segment.Equals(givenTo))
            return FactKinds.None;
        if (hasMoved || givenTo is null)
            HostsByZone = WideFacts.HostsByZone(now);
        (heard, givenTo, hasMoved) = (elsewhere, now.Segment, false);
        var changed = FactKinds.None;
        givenWide = Renewed(givenWide, WideFacts.Given(now, elsewhere), ref changed);
        told = Renewed(told, WideFacts.Told(now, elsewhere), ref changed);
        ShowWide();
        if (changed.Overlaps(KnownKinds.GivenWide))
            OpenReaders(changed, 0);
        return changed;
    }

    static List<Fact> Renewed(List<Fact> before, List<Fact> now, ref FactKinds changed)
    {
        if (before.SequenceEqual(now))
            return before;
        foreach (var fact in before.Concat(now))
            changed |= FactKinds.Of(fact.Kind);
        return now;
    }

    string? WideError()
    {
        foreach (var wide in wides)
        {
            if (wide.Error is { } error)
                return error;
        }

        return null;
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
        if (s == plan.LastFleetStage && (!former.WasAsked || changed.Overlaps(plan.FleetReads)))
            Exports = Exported(s);
        if (former.WasAsked && !changed.Overlaps(stage.Reads))
        {
            Aim(former);
            return changed;
        }

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
        var there = KindsThere();
        if (!stage.MaySpeakOf(there))
            return;                                             // most of them, in a healthy segment
        wideReads = stage.Reads;
        view.ShowAll(wideReads);
        most = (Gather(s, stage) * FactsPerGiven) + 200;
        Array.Clear(sawUpTo, 0, stage.Rules.Length);
        for (round = 1; ; round++)
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
            if (round == RoundsMax)
                throw DidNotSettle(cell.Count, [.. cell.Wide, .. cell.Aimed]);
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
}
