using Microsoft.Extensions.Logging;
using PolicyHa.Engine.Alerts;

namespace PolicyHa.Adapters.Alerts.Delivery;

public sealed partial class AlertDispatcher
{
    [LoggerMessage(
        3001, LogLevel.Warning, "Alert about {Key} not delivered to {Sink}, try {Tries}: {Reason}. Again in {Wait}.")]
    static partial void LogWillTryAgain(ILogger log, string sink, string key, int tries, string reason, TimeSpan wait);

    [LoggerMessage(3002, LogLevel.Error,
        "Alert given up after {Tries} tries, {Sink} will never show it: {Severity} {Key}: {Summary}. Last: {Reason}")]
    static partial void LogGivenUp(
        ILogger log, string sink, AlertSeverity severity, string key, string summary, int tries, string reason);

    [LoggerMessage(3003, LogLevel.Error, "The outbox of alerts cannot be read; trying again")]
    static partial void LogOutboxAway(ILogger log, Exception error);

    [LoggerMessage(3004, LogLevel.Error,
        "What became of alert {Sequence} to {Sink} could not be recorded; it may be delivered again")]
    static partial void LogNotRecorded(ILogger log, Exception error, long sequence, string sink);

    [LoggerMessage(3005, LogLevel.Error, "The adapter of alert sink {Sink} failed")]
    static partial void LogSinkThrew(ILogger log, Exception error, string sink);
}
