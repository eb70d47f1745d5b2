namespace PolicyHa.Adapters.Alerts.External;

/// <summary>What the service is sent.</summary>
/// <param name="Type"><c>recovery.requested</c>.</param>
internal sealed record ExternalMessage(string Type, DateTimeOffset Timestamp, ExternalRequest Data);

/// <param name="Key">The same at each repeat: a service that has it already begins nothing.</param>
/// <param name="Epoch">Of the lease: a service that has seen a higher one of this segment refuses.</param>
/// <param name="Callback">Where to post <c>{"state": "done"|"failed", "detail": …}</c>; null: nobody listens, so it must be asked.</param>
internal sealed record ExternalRequest(
    string Key, string Host, string? Instance, string? InstanceName, string Incident, string Row, long Epoch, string? Callback);

/// <summary>What the service answers, at once or when it is asked again.</summary>
/// <param name="State"><c>accepted</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="Poll">Where to ask how it stands, relative to where it was asked; on the same server.</param>
internal sealed record ExternalAnswer(string? State, string? Detail, string? Poll);
