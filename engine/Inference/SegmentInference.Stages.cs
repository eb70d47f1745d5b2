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

    /// <summary>By rule of the stage that is run now: how many facts there were when it was asked.</summary>
    readonly int[] sawUpTo;

    // where the rule that is asked now puts what it derives
    IRule? asked;
    HostCell? target;
    WideCell? wideTarget;

    // how far it has come, and how far it may go

    int round;
    int most;

    internal bool Conclude(Fact fact, ReadOnlySpan<Fact> support)
    {
        if (target is { } cell)
        {
            if (cell.Facts.Contains(fact))
                return false;
            Invariant.Holds(
                fact is HostFact about && about.Host == cell.View!.Name,
                $"rule {asked!.Name} derives facts about the host it is asked for");
            cell.Add(new FactEntry(fact, asked, support.ToArray()));
            if (cell.Facts.Count > most)
                throw DidNotSettle(cell.Facts.Count, cell.Facts.Span);
            return true;
        }

        if (!concluded.Add(fact))
            return false;
        var entry = new FactEntry(fact, asked, support.ToArray());
        if (wideReads.Contains(fact.Kind))
            view.Gather(entry);
        wideTarget!.Add(entry);
        if (wideTarget.Count > most)
            throw DidNotSettle(wideTarget.Count, [.. wideTarget.Wide, .. wideTarget.Aimed]);
        return true;
    }

    /// <summary>Holds every host of the segment that one of the facts is about; the whole segment when there is none.</summary>
    internal void Fail(ReadOnlySpan<Fact> about, string why)
    {
        var text = $"rule {asked!.Name} ({asked.Source}) could not be evaluated: {why}";
        if (target is { View.Compute: var asking })
        {
            _ = Conclude(new Veto(asking, HoldReason.RuleError, text), about);
            return;
        }

        var isHeld = false;
        foreach (var fact in about)
        {
            if (fact is not HostFact { Host: var host } || CellOf(host) is not { View.Compute: var compute })
                continue;
            isHeld = true;
            _ = Conclude(new Veto(compute, HoldReason.RuleError, text), [fact]);
        }

        if (!isHeld)
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
        most = ((cell.View!.Faults.Count + 1) * FactsPerGiven) + 200;
        var (rules, needs) = (stage.Rules, stage.RuleNeeds);
        Array.Clear(sawUpTo, 0, rules.Length);
        for (round = 1; ; round++)
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
            if (round == RoundsMax)
                throw DidNotSettle(cell.Facts.Count, cell.Facts.Span);
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

    RulesDidNotSettleException DidNotSettle(int count, ReadOnlySpan<FactEntry> entries)
    {
        var firings = new List<Firing>();
        foreach (ref readonly var entry in entries[^Math.Min(5, entries.Length)..])
        {
            if (entry.Rule is not null)
                firings.Add(Firing.Of(entry));
        }

        return new RulesDidNotSettleException(round, count, firings);
    }
}
