using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PolicyHa.Adapters.Alerts.Delivery;
using PolicyHa.Adapters.Alerts.Sinks;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Alerts;

/// <summary>Registers the sinks and the dispatcher.</summary>
public static class AlertsServiceCollectionExtensions
{
    /// <summary>
    /// Adds a sink for each configured one, and <see cref="AlertDispatcher"/>, whose
    /// <see cref="AlertDispatcher.RunAsync"/> the host calls. Needs an <see cref="IAlertOutbox"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The options have problems; it names all of them.</exception>
    public static IServiceCollection AddAlerts(this IServiceCollection services, AlertsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems)
            throw new ArgumentException(
                string.Join("; ", problems.Select(p => $"alerts.{p.Path}: {p.Message}")), nameof(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        foreach (var nagios in options.Nagios)
            services.AddSingleton<IAlertSink>(s => new NagiosSink(nagios, s.GetRequiredService<TimeProvider>()));
        foreach (var sensu in options.Sensu)
            services.AddSingleton<IAlertSink>(s => new SensuSink(sensu, s.GetRequiredService<TimeProvider>()));
        foreach (var webhook in options.Webhook)
            services.AddSingleton<IAlertSink>(s => new WebhookSink(webhook, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new AlertDispatcher(
            s.GetRequiredService<IAlertOutbox>(),
            s.GetServices<IAlertSink>(),
            s.GetRequiredService<TimeProvider>(),
            Random.Shared.NextDouble,
            s.GetRequiredService<ILogger<AlertDispatcher>>()));
        return services;
    }
}
