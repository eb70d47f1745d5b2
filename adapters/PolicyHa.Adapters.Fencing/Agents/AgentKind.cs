using PolicyHa.Adapters.Fencing.Devices;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing.Agents;

/// <summary>Whatever a fence agent of ClusterLabs speaks to.</summary>
sealed class AgentKind(FencingOptions options, TimeProvider clock) : IDeviceKind
{
    public string Name => DeviceKinds.Agent;

    public IPowerDevice Of(HostName host, int index) => new AgentDevice(host, options.Devices[index], AgentPath.Of(options, options.Devices[index].Agent), clock);
}
