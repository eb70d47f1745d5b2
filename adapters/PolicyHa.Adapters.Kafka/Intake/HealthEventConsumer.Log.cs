using Microsoft.Extensions.Logging;

namespace PolicyHa.Adapters.Kafka.Intake;

public sealed partial class HealthEventConsumer
{
    [LoggerMessage(2010, LogLevel.Error, "The Kafka consumer ended and is started anew")]
    static partial void LogSessionEnded(ILogger log, Exception error);
}
