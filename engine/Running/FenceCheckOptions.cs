namespace PolicyHa.Engine.Running;

/// <summary>How fencing devices are looked after while nobody needs them.</summary>
public sealed record FenceCheckOptions
{
    /// <summary>How often each device is asked.</summary>
    /// <value>Default 10 min, within the 5 to 10 min that Pacemaker users monitor their devices in; zero: never.</value>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How soon again where something was wrong.</summary>
    /// <value>Default 2 min: longer than Nova takes to notice that a host went off, so that an honest device is not called a liar.</value>
    public TimeSpan AgainAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>So many hosts at the same time.</summary>
    public int AtOnce { get; init; } = 8;

    /// <summary>No more hosts are begun with in a second, unless there are so many that they would not all have their turn in time.</summary>
    public int PerSecond { get; init; } = 10;
}
