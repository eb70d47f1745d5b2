using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Control;

/// <summary>Body of <c>POST /control/bmc/{host}</c>; what is absent goes back to normal. See <see cref="BmcManner"/>.</summary>
internal sealed record BmcChange
{
    public BmcFault Fault { get; init; }

    public int Status { get; init; } = 500;

    public double StaleForSeconds { get; init; }

    public double AnswerSeconds { get; init; }

    public double? PowerOffSeconds { get; init; }

    public double? PowerReturnsAfterSeconds { get; init; }

    public string? WiredTo { get; init; }

    public double? TaskSeconds { get; init; }

    public int SessionsMax { get; init; } = new BmcManner().SessionsMax;

    /// <summary>The host goes off by itself after this long.</summary>
    public double? PowerLossAfterSeconds { get; init; }

    /// <exception cref="ArgumentException">There cannot be so many sessions.</exception>
    public BmcManner ToManner() => new()
    {
        Fault = Fault,
        ErrorStatus = Status,
        StaleFor = TimeSpan.FromSeconds(StaleForSeconds),
        AnswerTime = TimeSpan.FromSeconds(AnswerSeconds),
        PowerOffTime = Seconds(PowerOffSeconds),
        PowerReturnsAfter = Seconds(PowerReturnsAfterSeconds),
        WiredTo = WiredTo,
        TaskTime = Seconds(TaskSeconds),
        SessionsMax = SessionsMax is >= 0 and <= 64 ? SessionsMax : throw new ArgumentException($"'sessionsMax' is {SessionsMax}; it goes from 0 to 64."),
    };

    static TimeSpan? Seconds(double? number) => number is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
