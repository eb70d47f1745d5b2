using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace PolicyHa.Adapters.Storage;

/// <summary>Puts the embedded store behind the engine's storage ports.</summary>
public static class SqliteStorageServices
{
    /// <summary>
    /// Registers one <see cref="SqliteStore"/> and every port on it. It is opened when first asked for, and closed with
    /// the container. A store that cannot be opened throws <see cref="StoreOpenException"/> there.
    /// </summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, SqliteOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => SqliteStore.Open(
            options, provider.GetRequiredService<TimeProvider>(), provider.GetService<ILogger<SqliteStore>>()));
        services.AddSingleton<IStorage>(provider => provider.GetRequiredService<SqliteStore>());
        return services
            .AddPort(storage => storage.State)
            .AddPort(storage => storage.Incidents)
            .AddPort(storage => storage.Journal)
            .AddPort(storage => storage.Inventory)
            .AddPort(storage => storage.Outbox)
            .AddPort(storage => storage.PolicyVersions)
            .AddPort(storage => storage.Flips)
            .AddPort(storage => storage.Leases)
            .AddPort(storage => storage.Retention);
    }

    static IServiceCollection AddPort<T>(this IServiceCollection services, Func<IStorage, T> port)
        where T : class => services.AddSingleton(provider => port(provider.GetRequiredService<IStorage>()));
}
