using PolicyHa.Samples.Cloud.Faults;

namespace PolicyHa.Samples.Cloud.Control;

/// <summary>Body of <c>POST /control/faults</c>.</summary>
internal sealed record FaultRequest
{
    public required ApiArea Area { get; init; }

    public required ApiFaultKind Kind { get; init; }

    public int Status { get; init; } = 503;

    public int Count { get; init; } = int.MaxValue;

    public double DelaySeconds { get; init; } = 5;

    public string? PathContains { get; init; }

    public string? Method { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public ApiFault ToFault() => new(Area, Kind)
    {
        Status = Status,
        Count = Count,
        Delay = TimeSpan.FromSeconds(DelaySeconds),
        PathContains = PathContains,
        Method = Method,
        RetryAfterSeconds = RetryAfterSeconds,
    };
}
