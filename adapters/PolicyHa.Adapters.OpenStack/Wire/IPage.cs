namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>One page of a list.</summary>
interface IPage<T>
{
    List<T>? Items { get; }

    /// <summary>Holds a link <c>next</c> unless this is the last page.</summary>
    List<Link>? Links { get; }
}
