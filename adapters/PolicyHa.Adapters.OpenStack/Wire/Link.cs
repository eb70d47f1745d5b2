namespace PolicyHa.Adapters.OpenStack.Wire;

sealed class Link
{
    public string? Rel { get; set; }

    public string? Href { get; set; }
}
