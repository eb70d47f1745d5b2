namespace PolicyHa.Rules.Expressions;

/// <summary>A list that holds its elements. The array is not copied: do not change it afterwards.</summary>
public sealed class CelArray(params CelValue[] elements) : CelList
{
    public override int Count => elements.Length;

    public override CelValue this[int index] => elements[index];
}
