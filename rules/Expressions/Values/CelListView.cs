namespace PolicyHa.Rules.Expressions;

/// <summary>Shows a C# list; an element is converted each time it is read.</summary>
public sealed class CelListView<T>(IReadOnlyList<T> items, Func<T, CelValue> convert) : CelList
{
    public override int Count => items.Count;

    public override CelValue this[int index] => convert(items[index]);
}
