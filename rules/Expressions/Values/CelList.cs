using System.Collections;

namespace PolicyHa.Rules.Expressions;

/// <summary>A list as the language sees it. Derive from it to show own data without copying.</summary>
public abstract class CelList : IReadOnlyList<CelValue>
{
    public abstract int Count { get; }

    public abstract CelValue this[int index] { get; }

    public IEnumerator<CelValue> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
