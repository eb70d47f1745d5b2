using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>A row of <c>flip</c>.</summary>
sealed record FlipRow
{
    public required string Subject { get; init; }

    public required string Host { get; init; }

    public required string? Signal { get; init; }

    public required string? Instance { get; init; }

    public required string? Fault { get; init; }

    public required string FromStatus { get; init; }

    public required string ToStatus { get; init; }

    public required string At { get; init; }

    public required string ObservedAt { get; init; }

    public required string Source { get; init; }

    public required string EventId { get; init; }

    public static FlipRow Of(Flip flip) => new()
    {
        Subject = SubjectText.Of(flip.Host, flip.Signal, flip.Instance),
        Host = flip.Host.Value,
        Signal = StoredWord.Text(flip.Signal),
        Instance = flip.Instance?.Value,
        Fault = StoredWord.Text(flip.Fault),
        FromStatus = flip.From.Name(),
        ToStatus = flip.To.Name(),
        At = StoredTime.Text(flip.At),
        ObservedAt = StoredTime.Text(flip.ObservedAt),
        Source = flip.Cause.Source,
        EventId = flip.Cause.Id,
    };

    public Flip ToFlip() => new(
        new HostName(Host),
        StoredWord.ReadOrNull<Signal>(Signal),
        Instance is null ? null : new InstanceId(Instance),
        StoredWord.ReadOrNull<InstanceFaultKind>(Fault),
        StoredWord.Read<SignalStatus>(FromStatus),
        StoredWord.Read<SignalStatus>(ToStatus),
        StoredTime.Read(At),
        StoredTime.Read(ObservedAt),
        new EventId(Source, EventId));
}
