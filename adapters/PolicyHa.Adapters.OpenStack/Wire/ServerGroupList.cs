namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>An entry of <c>os-server-groups</c>, as told from version 2.64 on.</summary>
sealed class ServerGroupEntry
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Policy { get; set; }

    public ServerGroupRules? Rules { get; set; }

    public List<string>? Members { get; set; }
}

sealed class ServerGroupRules
{
    public int? MaxServerPerHost { get; set; }
}

sealed class ServerGroupList
{
    public List<ServerGroupEntry>? ServerGroups { get; set; }
}
