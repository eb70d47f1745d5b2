using PolicyHa.Adapters.Alerts;

namespace PolicyHa.Api.Hosting;

/// <summary>Puts the alert sinks together, with a worker that empties the outbox into them.</summary>
static class AlertComposition
{
    public static IServiceCollection AddAlertDelivery(this IServiceCollection services, AlertsOptions options)
    {
        services.AddAlerts(options).AddSingleton<AlertWorker>();
        services.AddSingleton<IStoreWatcher>(provider => provider.GetRequiredService<AlertWorker>());
        return services.AddHostedService(provider => provider.GetRequiredService<AlertWorker>());
    }
}
