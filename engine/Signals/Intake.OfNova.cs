using Microsoft.Extensions.Logging;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>What the service itself has read of Nova, as an observer among others.</summary>
public sealed partial class Intake
{
    /// <summary>Nova is an observer: its name is then taken, see <see cref="NovaWord"/>.</summary>
    public bool IsNovaAnObserver { get; set; }

    /// <summary>
    /// Takes what was read of hosts of the fleet. It is not counted among the events, and nothing is put aside: a reading that took too long is as if there had
    /// been none. Returns when everything new is on disk.
    /// </summary>
    public async Task ObserveAsync(IReadOnlyList<HostReport> read, CancellationToken ct)
    {
        var (now, draft, late) = (clock.GetUtcNow(), new BatchDraft(), 0);
        foreach (var report in read)
        {
            var reception = state.Board.Accept(report, now);
            Keep(report, reception, now, draft);
            late += reception.Outcome == ReceptionOutcome.TooOld ? 1 : 0;
        }

        if (late > 0)
            LogSlowReading(log, late, SignalBoard.AgeMax.TotalSeconds);
        await RememberAsync(draft.Batch([]), ct);
    }

    /// <summary>Why an event from outside may not speak so; null: it may.</summary>
    string? WhyReserved(HealthReport told) =>
        NovaWord.Is(told.Id) ? $"its source is '{NovaWord.Source}', which is this service's own; give the monitor another" :
        IsNovaAnObserver && told.Observer == NovaWord.Observer
            ? $"its observer is '{NovaWord.Observer}', which is what Nova itself says here; give the monitor another name, or set observers: {{nova: false}}"
            : null;

    [LoggerMessage(204, LogLevel.Warning, "Reading the fleet took more than {Seconds} s: what Nova says of {Services} compute services is too old to count")]
    static partial void LogSlowReading(ILogger log, int services, double seconds);
}
