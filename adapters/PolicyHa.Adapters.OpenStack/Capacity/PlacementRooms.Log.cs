using Microsoft.Extensions.Logging;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.OpenStack.Capacity;

sealed partial class PlacementRooms
{
    [LoggerMessage(4201, LogLevel.Warning, "How much room hosts have is not known: {Reason}; nothing is refused for lack of it")]
    static partial void LogSilent(ILogger log, string reason);

    [LoggerMessage(4202, LogLevel.Information, "Placement answers again")]
    static partial void LogAnswers(ILogger log);

    [LoggerMessage(4203, LogLevel.Debug, "How much room {Host} has is not known: {Reason}")]
    static partial void LogHostSilent(ILogger log, HostName host, string reason);

    [LoggerMessage(4204, LogLevel.Information, "Placement has no provider of the name of {Hosts} hosts; how much room they have is not known")]
    static partial void LogStrangers(ILogger log, int hosts);
}
