namespace PolicyHa.Api.Contracts;

/// <summary>The service at a glance.</summary>
/// <param name="Disarmed">As a whole; null while armed.</param>
/// <param name="PartsDisarmed">Hosts and segments that are disarmed for themselves.</param>
public sealed record StatusView(
    string Version,
    bool Ready,
    IReadOnlyList<ReadinessCheck> Checks,
    string Policy,
    DisarmedView? Disarmed,
    IReadOnlyList<DisarmedView> PartsDisarmed,
    IReadOnlyList<PauseView> Pauses,
    IReadOnlyList<MaintenanceView> Maintenance,
    int Hosts,
    int Instances,
    IReadOnlyList<IncidentView> Incidents)
{
    /// <summary>Segments of which it is known how much room their hosts have.</summary>
    public IReadOnlyList<SegmentRoomView> Room { get; init; } = [];

    /// <summary>Whether hosts could be fenced.</summary>
    public required FencingView Fencing { get; init; }
}

/// <summary>Hosts that stand in for each other.</summary>
/// <param name="Owned">This process acts for it.</param>
public sealed record SegmentView(
    string Name,
    string Method,
    bool SharedStorage,
    bool Owned,
    long? Epoch,
    IReadOnlyList<string> Hosts,
    int Instances,
    int OpenIncidents)
{
    /// <summary>If hosts of it died now; null: nothing is known of the room of its hosts.</summary>
    public FailuresView? Failures { get; init; }
}

/// <summary>The word of a person that a host is off.</summary>
/// <param name="PersonsMissing">How many more persons must say so before it counts; 0: it counts.</param>
public sealed record ConfirmationView(string Host, string By, DateTimeOffset At, string Incident, int PersonsMissing);
