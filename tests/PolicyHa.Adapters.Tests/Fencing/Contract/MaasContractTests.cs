using PolicyHa.Adapters.Tests.Fencing.Maas;

namespace PolicyHa.Adapters.Tests.Fencing.Contract;

/// <summary>Two machines of one MAAS, over real HTTP.</summary>
public sealed class MaasContractTests : PowerDeviceContract
{
    /// <summary>The last part is the secret one.</summary>
    protected override IEnumerable<string> Secrets => [.. base.Secrets, "=\"%26password"];

    protected override async Task<IDeviceBench> StartAsync() => await PowerServer.StartAsync<MaasServer>();
}
