using Microsoft.Extensions.Logging;

namespace PolicyHa.Adapters.Kafka.Intake;

internal sealed partial class ConsumerSession
{
    [LoggerMessage(2020, LogLevel.Information, "Reading partitions {Partitions} from now on")]
    static partial void LogAssigned(ILogger log, string partitions);

    [LoggerMessage(2021, LogLevel.Information, "Partitions {Partitions} go to another member")]
    static partial void LogRevoked(ILogger log, string partitions);

    [LoggerMessage(2022, LogLevel.Warning,
        "Partitions {Partitions} were lost to another member; it reads on from the last commit")]
    static partial void LogLost(ILogger log, string partitions);

    [LoggerMessage(2023, LogLevel.Error, "{Count} events were not taken; the same batch is given again")]
    static partial void LogNotDelivered(ILogger log, int count, Exception error);

    [LoggerMessage(2024, LogLevel.Warning, "Stopped while {Count} events were being taken; they will be read again")]
    static partial void LogAbandoned(ILogger log, int count);

    [LoggerMessage(2025, LogLevel.Debug,
        "Offset {Next} of {Topic}/{Partition} not stored: {Reason}. Its events will be read again.")]
    static partial void LogNotStored(ILogger log, string topic, int partition, long next, string reason);

    [LoggerMessage(2026, LogLevel.Debug, "Statistics of the client not understood: {Reason}")]
    static partial void LogStatisticsUnreadable(ILogger log, string reason);
}
