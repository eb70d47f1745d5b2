namespace PolicyHa.Adapters.OpenStack.Wire;

sealed class Aggregate
{
    public int Id { get; set; }

    public string? Name { get; set; }

    public List<string>? Hosts { get; set; }

    public Dictionary<string, string>? Metadata { get; set; }
}

sealed class AggregateList
{
    public List<Aggregate>? Aggregates { get; set; }
}
