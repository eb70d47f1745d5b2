namespace PolicyHa.Api.Tests.EndToEnd;

/// <summary>These tests start processes: one after the other, and not beside others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EndToEndCollection
{
    public const string Name = "end to end";
}
