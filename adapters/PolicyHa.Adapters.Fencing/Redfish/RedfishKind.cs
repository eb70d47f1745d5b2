using PolicyHa.Adapters.Fencing.Devices;
using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>Boards with Redfish.</summary>
sealed class RedfishKind(FencingOptions options, IHttpClientFactory clients, HttpPipelines pipelines) : IDeviceKind
{
    public string Name => DeviceKinds.Redfish;

    public IPowerDevice Of(HostName host, int index) =>
        new RedfishDevice(new Bmc(host, options.Devices[index], clients.CreateClient(DeviceHttp.ClientName(index)), pipelines.For(index)));
}
