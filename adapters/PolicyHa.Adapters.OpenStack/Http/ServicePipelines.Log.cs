using Microsoft.Extensions.Logging;

namespace PolicyHa.Adapters.OpenStack.Http;

sealed partial class ServicePipelines
{
    [LoggerMessage(4101, LogLevel.Warning, "{Service} fails most calls; asking nothing of it for {Pause}")]
    static partial void LogOpened(ILogger log, string service, TimeSpan pause);

    [LoggerMessage(4102, LogLevel.Debug, "{Service}: retry {Attempt} in {Delay}, because of {Cause}")]
    static partial void LogRetry(ILogger log, string service, int attempt, TimeSpan delay, string cause);
}
