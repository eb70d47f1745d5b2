using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PolicyHa.Adapters.Fencing.Agents;
using PolicyHa.Adapters.Fencing.Devices;
using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Adapters.Fencing.Maas;
using PolicyHa.Adapters.Fencing.Redfish;
using PolicyHa.Adapters.Fencing.Webhooks;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing;

/// <summary>Puts fencing devices behind the engine's port.</summary>
public static class FencingServices
{
    /// <summary>Registers <see cref="IFencing"/>.</summary>
    /// <exception cref="ArgumentException">
    /// The options do not hold; see <see cref="FencingOptions.Validate"/>.
    /// </exception>
    public static IServiceCollection AddFencing(this IServiceCollection services, FencingOptions options)
    {
        if (options.Validate() is { Count: > 0 } problems)
            throw new ArgumentException(
                string.Join("; ", problems.Select(p => $"{p.Path} {p.Message}")), nameof(options));

        services.TryAddSingleton(TimeProvider.System);
        DeviceHttp.Add(services, options);
        services.AddSingleton(options);
        services.AddSingleton<HostPlaces>().AddSingleton<HostLevels>();
        services.AddSingleton<BmcSessions>();
        services.AddSingleton<IDeviceKind, RedfishKind>().AddSingleton<IDeviceKind, AgentKind>()
            .AddSingleton<IDeviceKind, MaasKind>().AddSingleton<IDeviceKind, WebhookKind>();
        return services.AddSingleton<IFencing, DeviceFencing>();
    }
}
