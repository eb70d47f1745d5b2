using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>Finds a host's BMC.</summary>
sealed class RedfishDevices(FencingOptions options, HostLevels levels, IHttpClientFactory clients, BmcPipelines pipelines)
{
    public static string HttpName(int index) => $"redfish-{index}";

    /// <param name="device">By its name in the host's topology.</param>
    public Bmc? For(HostName host, string device) => levels.IndexOf(host, device) is { } index
        ? new Bmc(host, options.Devices[index], clients.CreateClient(HttpName(index)), pipelines.For(index))
        : null;
}
