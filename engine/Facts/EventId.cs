namespace PolicyHa.Engine.Facts;

/// <summary>What makes two deliveries the same event: CloudEvents' <c>source</c> and <c>id</c> together.</summary>
public readonly record struct EventId(string Source, string Id)
{
    public override string ToString() => $"{Source}#{Id}";
}
