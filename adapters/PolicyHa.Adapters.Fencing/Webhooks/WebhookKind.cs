using PolicyHa.Adapters.Fencing.Devices;
using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing.Webhooks;

/// <summary>What a site has of its own: whatever answers signed messages.</summary>
sealed class WebhookKind(FencingOptions options, DeviceConnections connections, TimeProvider clock) : IDeviceKind
{
    public string Name => DeviceKinds.Webhook;

    public IPowerDevice Of(HostName host, int index) => new WebhookDevice(host, options, index, connections, clock);
}
