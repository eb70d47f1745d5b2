using PolicyHa.Engine.Inference;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>The facts an item has to look at: all of its kind, or those that an index finds for the facts bound before.</summary>
ref struct Candidates
{
    /// <summary>From so many on an index is worth its making.</summary>
    const int IndexFrom = 9;

    readonly List<Fact> all;
    readonly JoinIndex? index;
    int at;
    bool isFresh = true;

    public Candidates(MatchRule rule, MatchScratch scratch, FactView facts, int item)
    {
        all = scratch.Candidates[item];
        var found = rule.Items[item];
        if (!scratch.IsCollected[item])
        {
            all.Clear();
            found.Facts.Collect(facts, all);
            scratch.IsCollected[item] = true;
            scratch.IsIndexed[item] = found.Join is { } join && all.Count >= IndexFrom && TryIndex(scratch, item, found, join);
        }

        at = JoinIndex.End;
        if (!scratch.IsIndexed[item])
            return;
        var probe = found.Join!.Probe(scratch.Values);
        if (!CelMapKey.IsAllowed(probe))
            return;
        index = scratch.Indexes[item];
        at = index!.First(probe);
    }

    public readonly Fact Current => all[at];

    public bool MoveNext()
    {
        if (index is null)
            return ++at < all.Count;
        if (!isFresh)
            at = index.After(at);
        isFresh = false;
        return at != JoinIndex.End;
    }

    /// <summary>False when a candidate's field cannot be read: then all are walked, and the condition says why.</summary>
    static bool TryIndex(MatchScratch scratch, int item, MatchItem found, JoinKey join)
    {
        var all = scratch.Candidates[item];
        var index = scratch.Indexes[item] ??= new JoinIndex();
        index.Begin(all.Count);
        for (var i = all.Count - 1; i >= 0; i--)
        {
            scratch.Values[found.Slot] = found.Facts.Of(all[i]);
            if (!index.TryAdd(i, join.Candidate(scratch.Values)))
                return false;
        }

        return true;
    }
}
