namespace PolicyHa.Samples.Cloud.World;

/// <summary>Nova's record of a move.</summary>
internal sealed class Migration(int id, Guid uuid, string type, Server server, DateTimeOffset created)
{
    public const string TypeEvacuation = "evacuation";
    public const string TypeLive = "live-migration";
    public const string TypeCold = "migration";

    public int Id { get; } = id;

    public Guid Uuid { get; } = uuid;

    public string Type { get; } = type;

    public Server Server { get; } = server;

    public ComputeHost Source { get; } = server.Host;

    public ComputeHost? Destination { get; set; }

    public string Status { get; private set; } = "accepted";

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset? Updated { get; private set; }

    public required string ProjectId { get; init; }

    public required string UserId { get; init; }

    /// <summary>What the server was before; cold migration gives it back at confirmation.</summary>
    public string FormerVmState { get; } = server.VmState;

    public void Become(string status, DateTimeOffset now)
    {
        Status = status;
        Updated = now;
    }
}
