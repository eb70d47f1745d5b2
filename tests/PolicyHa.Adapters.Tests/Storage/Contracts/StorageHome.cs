using PolicyHa.Adapters.Storage;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>A place where one store lives during a test: opened, closed and opened again.</summary>
public abstract class StorageHome : IAsyncDisposable
{
    /// <summary>The sinks every test store has.</summary>
    protected static readonly IReadOnlyList<string> Sinks = ["nagios", "sensu"];

    /// <param name="takeOverAtOnce">Opening frees the former process's leases.</param>
    public abstract Task<IStorage> OpenAsync(bool takeOverAtOnce = false);

    public abstract ValueTask DisposeAsync();
}
