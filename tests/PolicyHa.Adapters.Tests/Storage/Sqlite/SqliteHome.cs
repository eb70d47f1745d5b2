using PolicyHa.Adapters.Storage;
using PolicyHa.Adapters.Tests.Storage.Contracts;

namespace PolicyHa.Adapters.Tests.Storage.Sqlite;

/// <summary>A folder of its own for one database.</summary>
public sealed class SqliteHome : StorageHome
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policyha-");

    public string Path => System.IO.Path.Combine(folder.FullName, "state", "policyha.db");

    public SqliteOptions Options => new() { Path = Path, Sinks = Sinks, TakeOverAtOnce = false };

    public override async Task<IStorage> OpenAsync(bool takeOverAtOnce = false) =>
        await SqliteStore.OpenAsync(Options with { TakeOverAtOnce = takeOverAtOnce }, TimeProvider.System);

    public override ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
