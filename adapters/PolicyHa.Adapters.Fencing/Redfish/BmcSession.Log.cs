using Microsoft.Extensions.Logging;

namespace PolicyHa.Adapters.Fencing.Redfish;

sealed partial class BmcSession
{
    [LoggerMessage(4501, LogLevel.Warning, "{Bmc} gave no session: {Reason}. Calls go by Basic; a session is asked for again in {Wait}.")]
    static partial void LogNone(ILogger log, string bmc, string reason, TimeSpan wait);

    [LoggerMessage(4502, LogLevel.Warning, "A session of {Bmc} could not be closed: {Reason}. It is one less for others until the BMC ends it.")]
    static partial void LogNotClosed(ILogger log, string bmc, string reason);
}
