using Microsoft.Extensions.Logging;

namespace PolicyHa.Adapters.OpenStack.Identity;

sealed partial class TokenSource
{
    [LoggerMessage(4111, LogLevel.Information, "Logged in to Keystone; the token is good until {ExpiresAt:O}")]
    static partial void LogNewToken(ILogger log, DateTimeOffset expiresAt);

    [LoggerMessage(4112, LogLevel.Warning, "No new token: {Reason}")]
    static partial void LogNoToken(ILogger log, string reason);
}
