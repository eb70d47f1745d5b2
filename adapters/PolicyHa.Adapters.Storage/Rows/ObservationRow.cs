using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>A row of <c>observation</c>.</summary>
sealed record ObservationRow
{
    public required string Subject { get; init; }

    public required string Observer { get; init; }

    public required string Host { get; init; }

    public required string? Signal { get; init; }

    public required string? Instance { get; init; }

    public required string? Fault { get; init; }

    public required string Status { get; init; }

    public required string ObservedAt { get; init; }

    public required long? Sequence { get; init; }

    public required long? TtlMs { get; init; }

    public required int Votes { get; init; }

    public required string ReceivedAt { get; init; }

    public required string Source { get; init; }

    public required string EventId { get; init; }

    public static ObservationRow Of(Observation word) => new()
    {
        Subject = SubjectText.Of(word.Host, word.Signal, word.Instance),
        Observer = word.Observer,
        Host = word.Host.Value,
        Signal = StoredWord.Text(word.Signal),
        Instance = word.Instance?.Value,
        Fault = StoredWord.Text(word.Fault),
        Status = word.Status.Name(),
        ObservedAt = StoredTime.Text(word.ObservedAt),
        Sequence = word.Sequence,
        TtlMs = word.Ttl is { } ttl ? StoredDuration.Milliseconds(ttl) : null,
        Votes = word.Votes,
        ReceivedAt = StoredTime.Text(word.ReceivedAt),
        Source = word.Cause.Source,
        EventId = word.Cause.Id,
    };

    public Observation ToObservation() => new(
        new HostName(Host),
        StoredWord.ReadOrNull<Signal>(Signal),
        Instance is null ? null : new InstanceId(Instance),
        StoredWord.ReadOrNull<InstanceFaultKind>(Fault),
        Observer,
        StoredWord.Read<SignalStatus>(Status),
        StoredTime.Read(ObservedAt),
        Sequence,
        TtlMs is { } ttl ? StoredDuration.Read(ttl) : null,
        Votes,
        StoredTime.Read(ReceivedAt),
        new EventId(Source, EventId));
}
