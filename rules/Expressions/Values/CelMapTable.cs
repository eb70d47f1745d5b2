namespace PolicyHa.Rules.Expressions;

/// <summary>A map that holds its entries, in the order they were added.</summary>
public sealed class CelMapTable : CelMap
{
    readonly Dictionary<CelValue, int> places = new(CelMapKey.Comparer);
    readonly List<KeyValuePair<CelValue, CelValue>> entries = [];

    public override int Count => entries.Count;

    /// <summary>Adds an entry; false when the key is there already or cannot be a key.</summary>
    public bool TryAdd(in CelValue key, in CelValue value)
    {
        if (!CelMapKey.IsAllowed(key) || !places.TryAdd(key, entries.Count))
            return false;
        entries.Add(new(key, value));
        return true;
    }

    public override IEnumerator<KeyValuePair<CelValue, CelValue>> GetEnumerator() => entries.GetEnumerator();

    protected override bool TryGetCanonical(in CelValue key, out CelValue value)
    {
        var found = places.TryGetValue(key, out var place);
        value = found ? entries[place].Value : CelValue.Absent;
        return found;
    }
}
