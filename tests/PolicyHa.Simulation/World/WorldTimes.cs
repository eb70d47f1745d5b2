namespace PolicyHa.Simulation.World;

/// <summary>How fast the simulated cloud is.</summary>
public sealed record WorldTimes
{
    /// <summary>From the accepted power-off to no power.</summary>
    /// <value>Default 5 s.</value>
    public TimeSpan Fence { get; init; } = TimeSpan.FromSeconds(5);

    /// <value>Default 20 s.</value>
    public TimeSpan Evacuate { get; init; } = TimeSpan.FromSeconds(20);

    /// <value>Default 10 s.</value>
    public TimeSpan Migrate { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the loss of power until a host runs again, at the least.</summary>
    /// <value>Default: at once.</value>
    public TimeSpan Boot { get; init; } = TimeSpan.Zero;

    /// <summary>From a restart of the service until it reads events; the first start is long past when a scenario begins.</summary>
    /// <value>Default: at once.</value>
    public TimeSpan Join { get; init; } = TimeSpan.Zero;

    /// <summary>Every host is set up to tell when it dumps, and its message is waited for so long; zero: none is.</summary>
    /// <value>Default zero.</value>
    public TimeSpan KdumpWait { get; init; } = TimeSpan.Zero;

    /// <summary>From a move whose ask got no clear answer to its record.</summary>
    /// <value>Default 20 s.</value>
    public TimeSpan Record { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Of a service or an instance.</summary>
    /// <value>Default 5 s.</value>
    public TimeSpan Restart { get; init; } = TimeSpan.FromSeconds(5);
}
