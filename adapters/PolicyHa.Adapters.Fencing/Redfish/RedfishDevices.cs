using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>Finds a host's BMC.</summary>
sealed class RedfishDevices(FencingOptions options, IHttpClientFactory clients, BmcPipelines pipelines)
{
    public static string HttpName(int index) => $"redfish-{index}";

    public Bmc? For(HostName host)
    {
        var index = options.Devices.FindIndex(d => HostPattern.Matches(d.Hosts, host));
        return index < 0
            ? null
            : new Bmc(host, options.Devices[index], clients.CreateClient(HttpName(index)), pipelines.For(index));
    }
}
