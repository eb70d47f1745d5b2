namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Shows a C# dictionary of strings, such as Nova metadata. Enumerates by key, so that traces do not differ between
/// runs.
/// </summary>
public sealed class CelStringMapView(IReadOnlyDictionary<string, string> entries) : CelMap
{
    public override int Count => entries.Count;

    public override IEnumerator<KeyValuePair<CelValue, CelValue>> GetEnumerator()
    {
        foreach (var (key, value) in entries.OrderBy(e => e.Key, StringComparer.Ordinal))
            yield return new(CelValue.Of(key), CelValue.Of(value));
    }

    protected override bool TryGetCanonical(in CelValue key, out CelValue value)
    {
        if (key.Kind == CelValueKind.String && entries.TryGetValue(key.Text, out var text))
        {
            value = CelValue.Of(text);
            return true;
        }
        value = CelValue.Absent;
        return false;
    }
}
