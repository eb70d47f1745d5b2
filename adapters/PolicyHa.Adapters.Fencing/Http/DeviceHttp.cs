using Microsoft.Extensions.DependencyInjection;

namespace PolicyHa.Adapters.Fencing.Http;

/// <summary>A connection of its own for each entry of devices that is spoken to by HTTP.</summary>
static class DeviceHttp
{
    public static string ClientName(int index) => $"fencing-{index}";

    public static void Add(IServiceCollection services, FencingOptions options)
    {
        foreach (var (index, device) in options.Devices.Index())
        {
            // Without the factory's own loggers, which print headers at the level Trace.
            services.AddHttpClient(ClientName(index), client => client.Timeout = Timeout.InfiniteTimeSpan)
                .ConfigurePrimaryHttpMessageHandler(() => DeviceTrust.NewHandler(device))
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
                .RemoveAllLoggers();
        }

        services.AddHttpClient();
        services.AddSingleton<HttpPipelines>().AddSingleton<DeviceConnections>();
    }
}
