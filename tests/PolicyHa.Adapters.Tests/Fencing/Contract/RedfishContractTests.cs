using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.Tests.OpenStack;
using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Adapters.Tests.Fencing.Contract;

/// <summary>Boards of the simulated cloud, over real HTTP.</summary>
public class RedfishContractTests : PowerDeviceContract
{
    protected virtual string Login => FencingDeviceOptions.BasicLogin;

    protected override IEnumerable<string> Secrets => [.. base.Secrets, Convert.ToBase64String("admin:not:the:password"u8)];

    protected override async Task<IDeviceBench> StartAsync() => new Bench(await SimulatedCloud.StartAsync(CloudRun.Quick), Login);

    sealed class Bench(SimulatedCloud cloud, string login) : IDeviceBench
    {
        public FencingDeviceOptions Options => new()
        {
            Hosts = ["compute-*"],
            Address = cloud.Addresses.BmcUrl + "/{host}",
            Username = "admin",
            Password = "password",
            Login = login,
        };

        public bool IsOn(string host) => cloud.Host(host).Power == "on";

        public void LosePower(string host) => cloud.Kill(host);

        public void Lies(string host) => cloud.SetBmc(host, BmcFault.Lies);

        public void Hangs(string host) => cloud.SetBmc(host, BmcFault.Hangs);

        public void Fails(string host) => cloud.SetBmc(host, BmcFault.Errors, 500);

        public ValueTask DisposeAsync() => cloud.DisposeAsync();
    }
}
