namespace PolicyHa.Engine.Inference;

/// <summary>Facts in the order they came. Grows, and is cut back; never changes what is in it.</summary>
struct FactStack
{
    static readonly FactEntry[] Nothing = [];

    FactEntry[]? entries;

    public int Count { get; private set; }

    public readonly FactEntry[] Entries => entries ?? Nothing;

    public readonly ReadOnlySpan<FactEntry> Span => Entries.AsSpan(0, Count);

    public void Add(in FactEntry entry)
    {
        // a full array is replaced, not resized in place: a view that a rule holds stays whole
        if (Count == Entries.Length)
            Array.Resize(ref entries, Math.Max(2, Count * 2));
        entries![Count++] = entry;
    }

    /// <summary>Forgets all from <paramref name="count"/> on.</summary>
    public void CutTo(int count)
    {
        Array.Clear(Entries, count, Count - count);
        Count = count;
    }

    public readonly bool Contains(Fact fact)
    {
        foreach (ref readonly var entry in Span)
        {
            if (ReferenceEquals(entry.Fact.Kind, fact.Kind) && entry.Fact.Equals(fact))
                return true;
        }

        return false;
    }

    public readonly FactList<T> Of<T>(FactKind kind)
        where T : Fact => new(Entries, Count, kind);
}
