using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace PolicyHa.Adapters.Kafka;

/// <summary>librdkafka's own words, in our log.</summary>
internal static partial class ClientLog
{
    public static void Write(ILogger log, LogMessage message) =>
        LogClient(
            log, (LogLevel)message.LevelAs(LogLevelType.MicrosoftExtensionsLogging), message.Facility, message.Message);

    [LoggerMessage(EventId = 2001, Message = "Kafka client {Facility}: {Text}")]
    static partial void LogClient(ILogger log, LogLevel level, string facility, string text);

    [LoggerMessage(2002, LogLevel.Warning, "Kafka client error {Code}: {Reason}. It keeps trying.")]
    public static partial void LogClientError(ILogger log, ErrorCode code, string reason);
}
