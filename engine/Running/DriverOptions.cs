namespace PolicyHa.Engine.Running;

/// <summary>How often the service does what nobody wakes it for.</summary>
public sealed record DriverOptions
{
    /// <value>Default 1 s.</value>
    public TimeSpan LapseEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <value>Default 5 s, a third of <see cref="State.Leases.Ttl"/>.</value>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the whole fleet is read from the cloud; it is also read after every recovery.</summary>
    /// <value>Default 30 s.</value>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Nova's opinion of the compute services, as read with the fleet, counts as an observer's; see <see cref="Facts.NovaWord"/>.</summary>
    /// <value>Default false: another observer changes who must agree (engine/adr/0011).</value>
    public bool NovaObserves { get; init; }

    /// <summary>After work that threw: when it is tried again.</summary>
    /// <value>Default 2 s.</value>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(2);
}
