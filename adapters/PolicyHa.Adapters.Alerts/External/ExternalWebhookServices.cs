using Microsoft.Extensions.DependencyInjection;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Alerts.External;

/// <summary>Registers the services that are called by signed messages.</summary>
public static class ExternalWebhookServices
{
    /// <summary>Adds an <see cref="IExternalRecovery"/> for each.</summary>
    /// <param name="callbacks">Our own address, for call-backs; null: they are asked instead.</param>
    public static IServiceCollection AddExternalWebhooks(this IServiceCollection services, IReadOnlyList<ExternalWebhookOptions> webhooks, Uri? callbacks)
    {
        foreach (var webhook in webhooks)
            services.AddSingleton<IExternalRecovery>(provider => new ExternalWebhook(webhook, callbacks, provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
