namespace PolicyHa.Engine.Inference;

/// <summary>
/// The facts of one kind that a rule sees, in the order they were given or derived. A view: it costs nothing, and it stays what
/// it was while rules add facts.
/// </summary>
public readonly struct FactList<T>
    where T : Fact
{
    readonly FactEntry[] entries;
    readonly int end;
    readonly FactKind kind;

    internal FactList(FactEntry[] entries, int end, FactKind kind) => (this.entries, this.end, this.kind) = (entries, end, kind);

    /// <summary>Null when there is none.</summary>
    public T? First
    {
        get
        {
            foreach (var fact in this)
                return fact;
            return null;
        }
    }

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var _ in this)
                count++;
            return count;
        }
    }

    public Enumerator GetEnumerator() => new(entries, end, kind);

    public struct Enumerator
    {
        readonly FactEntry[] entries;
        readonly int end;
        readonly FactKind kind;
        int at;

        internal Enumerator(FactEntry[] entries, int end, FactKind kind)
        {
            (this.entries, this.end, this.kind) = (entries, end, kind);
            at = -1;
        }

        public readonly T Current => (T)entries[at].Fact;

        public bool MoveNext()
        {
            while (++at < end)
            {
                if (ReferenceEquals(entries[at].Fact.Kind, kind))
                    return true;
            }

            return false;
        }
    }
}
