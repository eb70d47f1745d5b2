using PolicyHa.Adapters.Fencing.Devices;
using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing.Maas;

/// <summary>Machines of a MAAS, which switches them by whatever they have.</summary>
sealed class MaasKind(FencingOptions options, DeviceConnections connections, TimeProvider clock) : IDeviceKind
{
    public string Name => DeviceKinds.Maas;

    public IPowerDevice Of(HostName host, int index) => new MaasDevice(new MaasMachines(host, options, index, connections, clock));
}
