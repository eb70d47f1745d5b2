using Microsoft.Extensions.Logging;

namespace PolicyHa.Adapters.Storage;

public sealed partial class SqliteStore
{
    [LoggerMessage(
        EventId = 5001,
        Level = LogLevel.Information,
        Message = "Database {Path} is open at schema {Schema}; {Freed} leases of the former process were freed")]
    static partial void LogOpened(ILogger log, string path, int schema, int freed);
}
