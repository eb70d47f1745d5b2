namespace PolicyHa.Samples.Cloud.Faults;

/// <summary>A fault to serve instead of, or on top of, the real answer.</summary>
/// <param name="Area">Which part.</param>
/// <param name="Kind">How.</param>
public sealed record ApiFault(ApiArea Area, ApiFaultKind Kind)
{
    /// <summary>The HTTP status of an error.</summary>
    public int Status { get; init; } = 503;

    /// <summary>How many calls meet it; the default is all until healed.</summary>
    public int Count { get; init; } = int.MaxValue;

    /// <summary>How late a slow answer is.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Only calls whose path has this in it.</summary>
    public string? PathContains { get; init; }

    /// <summary>Only calls by this HTTP method.</summary>
    public string? Method { get; init; }

    /// <summary>Value of a Retry-After header, in seconds; none by default.</summary>
    public int? RetryAfterSeconds { get; init; }
}
