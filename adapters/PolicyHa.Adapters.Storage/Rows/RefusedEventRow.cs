using System.Security.Cryptography;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>A row of <c>refused_event</c>.</summary>
sealed record RefusedEventRow
{
    public required string Reason { get; init; }

    public required string Detail { get; init; }

    public required string Origin { get; init; }

    public required byte[] Payload { get; init; }

    public required string At { get; init; }

    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Payload));

    public static RefusedEventRow Of(RefusedEvent refused) => new()
    {
        Reason = refused.Reason,
        Detail = refused.Detail,
        Origin = refused.Origin,
        Payload = refused.Payload,
        At = StoredTime.Text(refused.At),
    };

    public RefusedEvent ToRefused() => new(Reason, Detail, Origin, Payload, StoredTime.Read(At));
}
