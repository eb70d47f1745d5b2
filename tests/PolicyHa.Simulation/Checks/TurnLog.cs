using Microsoft.Extensions.Logging;
using PolicyHa.Engine.Running;
using PolicyHa.Simulation.Running;

namespace PolicyHa.Simulation.Checks;

/// <summary>Remembers what work of the service threw, and when.</summary>
public sealed class TurnLog(SimClock clock) : ILogger<EngineDriver>
{
    const int WorkFailed = 401;

    readonly Dictionary<string, (TimeSpan At, string Why)> failed = [];

    /// <summary>Work that threw, was tried again and threw again, with the reason; null while there is none.</summary>
    public string? FailedTwice { get; private set; }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id != WorkFailed || exception is null or SimCrashException or CutOffException)
            return;
        var (item, why) = (formatter(state, exception), $"{exception.GetType().Name}: {exception.Message}");
        if (failed.TryGetValue(item, out var before) && clock.Elapsed - before.At <= new DriverOptions().RetryAfter && before.Why == why)
            FailedTwice = $"{item} twice in a row: {why}";
        failed[item] = (clock.Elapsed, why);
    }
}
