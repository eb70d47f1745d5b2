using PolicyHa.Adapters.Tests.Fencing.Webhooks;

namespace PolicyHa.Adapters.Tests.Fencing.Contract;

/// <summary>A server of a site's own, over real HTTP.</summary>
public sealed class WebhookContractTests : PowerDeviceContract
{
    protected override string WrongPassword => "whsec_ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    protected override async Task<IDeviceBench> StartAsync() => await PowerServer.StartAsync<WebhookServer>();
}
