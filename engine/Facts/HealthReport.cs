namespace PolicyHa.Engine.Facts;

/// <summary>One observer's word on one thing at one moment: a decoded health event.</summary>
/// <param name="Id">What makes two deliveries the same.</param>
/// <param name="Host">The host it is about, or on which the instance runs.</param>
/// <param name="Status">How the observer saw it.</param>
/// <param name="Observer">Who saw it; votes are counted by observer.</param>
/// <param name="ObservedAt">UTC, by the observer's clock; not when we consumed it.</param>
public abstract record HealthReport(
    EventId Id, HostName Host, SignalStatus Status, string Observer, DateTimeOffset ObservedAt)
{
    /// <summary>Counts up at the observer; breaks ties of equal <see cref="ObservedAt"/>. Null where the source has none.</summary>
    public long? Sequence { get; init; }

    /// <summary>How long the word holds without being repeated; afterwards the signal is unknown. Null: until changed.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>How many observers this one speaks for (a monitor cluster that has voted already). At least 1.</summary>
    public int Votes { get; init; } = 1;

    /// <summary>Free text of the source, for people.</summary>
    public string? Reason { get; init; }

    /// <summary>Who sent it has seen the host alive, or is the host. What is read from Nova is up to a minute old, and shows no life.</summary>
    public virtual bool IsSignOfLife => Status == SignalStatus.Up && !NovaWord.Is(Id);
}

/// <summary>A report about one signal of a host.</summary>
public sealed record HostReport(
    EventId Id, HostName Host, Signal Signal, SignalStatus Status, string Observer, DateTimeOffset ObservedAt)
    : HealthReport(Id, Host, Status, Observer, ObservedAt);

/// <summary>
/// A host shuts down in order. <see cref="HealthReport.Status"/> is down while that is so, and up when it is called off. Who says so lives.
/// </summary>
public sealed record ShutdownReport(
    EventId Id, HostName Host, ShutdownKind Kind, SignalStatus Status, string Observer, DateTimeOffset ObservedAt)
    : HealthReport(Id, Host, Status, Observer, ObservedAt)
{
    public override bool IsSignOfLife => true;
}

/// <summary>A report about one instance. <see cref="HealthReport.Status"/> is down for a fault and up for its end.</summary>
public sealed record InstanceReport(
    EventId Id,
    HostName Host,
    InstanceId Instance,
    InstanceFaultKind Fault,
    SignalStatus Status,
    string Observer,
    DateTimeOffset ObservedAt)
    : HealthReport(Id, Host, Status, Observer, ObservedAt);

/// <summary>The host's own agent tells of the watchdog that resets the host when the agent loses contact. Whatever it tells, it lives.</summary>
/// <param name="Status">Up: armed. Anything else: not, or not any more.</param>
/// <param name="Timeout">How long the watchdog lasts without being fed.</param>
public sealed record WatchdogReport(
    EventId Id, HostName Host, TimeSpan Timeout, SignalStatus Status, string Observer, DateTimeOffset ObservedAt)
    : HealthReport(Id, Host, Status, Observer, ObservedAt)
{
    public override bool IsSignOfLife => true;
}
