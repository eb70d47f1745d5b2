using PolicyHa.Adapters.Storage;
using PolicyHa.Api.Configuration;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Api.Hosting;

/// <summary>Puts the store behind the engine's ports, with those who want to know what it takes.</summary>
static class StorageComposition
{
    public static IServiceCollection AddStorage(
        this IServiceCollection services, StorageOptions options, IReadOnlyList<string> sinks)
    {
        services.AddSqliteStorage(new SqliteOptions { Path = options.Sqlite, Sinks = sinks });
        services.AddSingleton<IStateStore>(
            provider => new RoutedStateStore(
                new WatchedStateStore(provider.GetRequiredService<IStorage>().State, Watchers(provider)),
                provider.GetRequiredService<PolicyHolder>()));
        services.AddSingleton<IJournal>(
            provider => new WatchedJournal(provider.GetRequiredService<IStorage>().Journal, Watchers(provider)));
        services.AddSingleton<IPolicyVersions>(
            provider => new WatchedPolicyVersions(
                provider.GetRequiredService<IStorage>().PolicyVersions, Watchers(provider)));
        services.AddSingleton(options);
        return services.AddHostedService<RetentionWorker>();
    }

    static IReadOnlyList<IStoreWatcher> Watchers(IServiceProvider provider) =>
        [.. provider.GetServices<IStoreWatcher>()];
}
