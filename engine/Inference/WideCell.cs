using System.Runtime.InteropServices;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Inference;

/// <summary>What one stage of wider rules derived: facts of segment or fleet, and facts about single hosts.</summary>
sealed class WideCell
{
    readonly List<FactEntry> wide = [];
    readonly List<FactKind> order = [];
    readonly List<FactEntry> aimed = [];

    /// <summary>It has been asked at least once.</summary>
    public bool WasAsked { get; set; }

    /// <summary>A rule failed that speaks of no host; null when none did.</summary>
    public string? Error { get; set; }

    public ReadOnlySpan<FactEntry> Wide => CollectionsMarshal.AsSpan(wide);

    /// <summary>About single hosts.</summary>
    public ReadOnlySpan<FactEntry> Aimed => CollectionsMarshal.AsSpan(aimed);

    public int Count => wide.Count + aimed.Count;

    public void Add(in FactEntry entry)
    {
        (entry.Fact is HostFact ? aimed : wide).Add(entry);
        order.Add(entry.Fact.Kind);
        Kinds |= FactKinds.Of(entry.Fact.Kind);
    }

    /// <summary>The kinds of all its facts.</summary>
    public FactKinds Kinds { get; private set; }

    /// <summary>Whether one of the facts from the <paramref name="from"/>-th on is of one of these kinds.</summary>
    public bool HasNews(int from, FactKinds kinds)
    {
        for (var i = from; i < order.Count; i++)
        {
            if (kinds.Contains(order[i]))
                return true;
        }

        return false;
    }

    public void Clear()
    {
        wide.Clear();
        aimed.Clear();
        order.Clear();
        Kinds = FactKinds.None;
        Error = null;
    }

    /// <summary>Kinds of segment and fleet whose facts differ.</summary>
    public FactKinds WideChanges(WideCell other)
    {
        var changed = FactKinds.None;
        if (SameFacts(wide, other.wide))
            return changed;
        foreach (var entry in wide)
            changed |= FactKinds.Of(entry.Fact.Kind);
        foreach (var entry in other.wide)
            changed |= FactKinds.Of(entry.Fact.Kind);
        return changed;
    }

    /// <summary>Whether they say the same about every single host, in the same order and for the same reasons.</summary>
    public bool AimsLike(WideCell other) => (aimed.Count == 0 && other.aimed.Count == 0) || AreAlike(aimed, other.aimed);

    /// <summary>Whether they say the same about one host.</summary>
    public bool AimsLike(WideCell other, HostName host)
    {
        List<FactEntry> mine = [.. aimed.Where(a => IsAbout(a, host))], others = [.. other.aimed.Where(a => IsAbout(a, host))];
        return AreAlike(mine, others);
    }

    static bool AreAlike(List<FactEntry> a, List<FactEntry> b) => SameFacts(a, b) && a.Zip(b).All(p => HasSameSupport(p.First, p.Second));

    static bool IsAbout(in FactEntry entry, HostName host) => ((HostFact)entry.Fact).Host == host;

    static bool HasSameSupport(in FactEntry a, in FactEntry b) =>
        ReferenceEquals(a.Rule, b.Rule) && a.Support.AsSpan().SequenceEqual(b.Support);

    static bool SameFacts(List<FactEntry> a, List<FactEntry> b)
    {
        if (a.Count != b.Count)
            return false;
        for (var i = 0; i < a.Count; i++)
        {
            if (!a[i].Fact.Equals(b[i].Fact))
                return false;
        }

        return true;
    }
}
