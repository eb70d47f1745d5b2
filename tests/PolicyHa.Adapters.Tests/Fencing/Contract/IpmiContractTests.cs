using System.Globalization;
using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.Tests.Fencing.Agents;

namespace PolicyHa.Adapters.Tests.Fencing.Contract;

/// <summary>Debian's fence_ipmilan against Debian's ipmi_sim: every part real but the host.</summary>
public sealed class IpmiContractTests : PowerDeviceContract
{
    /// <summary>Python, ipmitool, and the 2 s that the agent waits after each command.</summary>
    protected override TimeSpan Patience => TimeSpan.FromSeconds(15);

    protected override async Task<IDeviceBench> StartAsync() => new Bench(await IpmiSimulator.StartAsync(), await IpmiSimulator.StartAsync());

    sealed class Bench(IpmiSimulator first, IpmiSimulator second) : IDeviceBench
    {
        public FencingDeviceOptions Options => new()
        {
            Kind = "agent",
            Agent = "fence_ipmilan",
            Plugs = { ["compute-1"] = Port(first), ["compute-2"] = Port(second) },
            Parameters = { ["ip"] = "127.0.0.1", ["ipport"] = "{plug}", ["lanplus"] = "1", ["cipher"] = "3" },
            Username = IpmiSimulator.User,
            Password = IpmiSimulator.Password,
        };

        public bool IsOn(string host) => Of(host).IsOn;

        public void LosePower(string host) => Of(host).IsOn = false;

        public void Lies(string host) => Of(host).Lie();

        public void Hangs(string host) => Of(host).Hang();

        public void Fails(string host) => Of(host).Fail();

        public async ValueTask DisposeAsync()
        {
            await first.DisposeAsync();
            await second.DisposeAsync();
        }

        IpmiSimulator Of(string host) => host == "compute-1" ? first : second;

        static string Port(IpmiSimulator simulator) => simulator.Port.ToString(CultureInfo.InvariantCulture);
    }
}
