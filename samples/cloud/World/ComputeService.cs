namespace PolicyHa.Samples.Cloud.World;

/// <summary>Nova's record of a nova-compute.</summary>
internal sealed class ComputeService(Guid id)
{
    public Guid Id { get; } = id;

    public bool Disabled { get; set; }

    public string? DisabledReason { get; set; }

    public bool ForcedDown { get; set; }

    /// <summary>When the present run of heartbeats began; null while there are none.</summary>
    public DateTimeOffset? BeatsSince { get; set; }

    /// <summary>The last heartbeat before they stopped.</summary>
    public DateTimeOffset LastBeat { get; set; }

    /// <summary>Placement's COMPUTE_STATUS_DISABLED. Written only by a nova-compute that answers, so that a service
    /// enabled while it was dead stays out of the scheduler's sight until it restarts.</summary>
    public bool HiddenFromScheduler { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }
}
