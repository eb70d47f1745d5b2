using System.Collections;

namespace PolicyHa.Rules.Expressions;

/// <summary>
/// A map as the language sees it: keys are int, bool or string. Derive from it to show own data without copying.
/// </summary>
public abstract class CelMap : IReadOnlyCollection<KeyValuePair<CelValue, CelValue>>
{
    public abstract int Count { get; }

    /// <summary>Entries in a stable order.</summary>
    public abstract IEnumerator<KeyValuePair<CelValue, CelValue>> GetEnumerator();

    /// <summary>Looks a key up; the key was made canonical before, so a number is an int.</summary>
    protected abstract bool TryGetCanonical(in CelValue key, out CelValue value);

    /// <summary>
    /// Looks a key of any kind up: a double with an integral value finds the int key, other kinds find nothing.
    /// </summary>
    public bool TryGet(in CelValue key, out CelValue value)
    {
        if (CelMapKey.TryMakeCanonical(key, out var canonical))
            return TryGetCanonical(canonical, out value);
        value = CelValue.Absent;
        return false;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
