namespace PolicyHa.Rules.Expressions;

/// <summary>A list of elements of one type, with the most it ever holds.</summary>
public sealed class CelListType : CelType
{
    internal CelListType(CelType element, int maximum)
        : base(CelTypeKind.List, $"list({element})") => (Element, Maximum) = (element, maximum);

    public CelType Element { get; }

    public int Maximum { get; }

    internal override bool Accepts(CelType other) =>
        other.IsOpen || (other is CelListType list && Element.Accepts(list.Element));

    internal override CelType WithoutFree() => List(Element.WithoutFree(), Maximum);
}
