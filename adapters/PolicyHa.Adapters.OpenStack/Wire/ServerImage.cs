namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>The image of a server.</summary>
/// <param name="Id">Null when it boots from a volume.</param>
/// <param name="Properties">Shown from microversion 2.98 on.</param>
sealed record ServerImage(string? Id, IReadOnlyDictionary<string, string>? Properties)
{
    public static readonly ServerImage None = new(null, null);
}
