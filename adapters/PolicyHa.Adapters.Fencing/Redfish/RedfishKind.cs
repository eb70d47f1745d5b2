using PolicyHa.Adapters.Fencing.Devices;
using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>Boards with Redfish.</summary>
sealed class RedfishKind(FencingOptions options, DeviceConnections connections, BmcSessions sessions, TimeProvider clock) : IDeviceKind
{
    public string Name => DeviceKinds.Redfish;

    public IPowerDevice Of(HostName host, int index) => new RedfishDevice(new Bmc(host, options, index, connections, sessions, clock));
}
