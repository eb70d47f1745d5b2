using PolicyHa.Samples.Cloud.Faults;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Control;

/// <summary>Body of <c>POST /control/bmc/{host}</c>; what is absent goes back to normal.</summary>
internal sealed record BmcChange
{
    public BmcFault Fault { get; init; }

    public int Status { get; init; } = 500;

    public double StaleForSeconds { get; init; }

    public double? PowerOffSeconds { get; init; }

    /// <summary>The host goes off by itself after this long.</summary>
    public double? PowerLossAfterSeconds { get; init; }
}

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

/// <summary>Body of <c>POST /control/events</c>: one health event to Kafka, by the short name of its signal.</summary>
internal sealed record EventRequest
{
    public required string Host { get; init; }

    public required string Signal { get; init; }

    public required string Status { get; init; }

    public string Observer { get; init; } = "mon1";
}
