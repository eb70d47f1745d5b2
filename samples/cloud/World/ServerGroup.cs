namespace PolicyHa.Samples.Cloud.World;

/// <summary>A server group and its members.</summary>
internal sealed record ServerGroup(Guid Id, string Name, string Policy, string ProjectId, string UserId)
{
    public List<Server> Members { get; } = [];
}
