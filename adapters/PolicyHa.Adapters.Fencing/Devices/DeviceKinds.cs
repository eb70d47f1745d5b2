using PolicyHa.Adapters.Fencing.Agents;
using PolicyHa.Adapters.Fencing.Configuration;
using PolicyHa.Adapters.Fencing.Maas;
using PolicyHa.Adapters.Fencing.Manual;
using PolicyHa.Adapters.Fencing.Redfish;
using PolicyHa.Adapters.Fencing.Webhooks;

namespace PolicyHa.Adapters.Fencing.Devices;

/// <summary>The kinds of device there are.</summary>
static class DeviceKinds
{
    public const string Redfish = "redfish";
    public const string Agent = "agent";
    public const string Maas = "maas";
    public const string Webhook = "webhook";

    /// <summary>A person: nothing is spoken to.</summary>
    public const string Manual = "manual";

    /// <summary>What each wants written about it.</summary>
    public static readonly IReadOnlyDictionary<string, IDeviceRules> Rules =
        new IDeviceRules[] { new RedfishRules(), new AgentRules(), new MaasRules(), new WebhookRules(), new ManualRules() }.ToDictionary(r => r.Kind);
}
