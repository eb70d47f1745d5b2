using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Hosting;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Tests;

public sealed class KdumpTests
{
    static readonly byte[] Message = [0x40, 0x2A, 0x30, 0x1B, 1, 0, 0, 0];
    static readonly HostName H3 = new("h3");

    [Theory]
    [InlineData("402A301B01000000", true)]
    [InlineData("1B302A4000000001", true)]
    [InlineData("402A301B02000000", false)]
    [InlineData("402A301C01000000", false)]
    [InlineData("402A301B010000", false)]
    [InlineData("402A301B0100000000", false)]
    [InlineData("", false)]
    public void A_message_is_the_magic_number_and_version_1_in_either_byte_order(string hex, bool isOne) =>
        Assert.Equal(isOne, KdumpMessage.IsOne(Convert.FromHexString(hex)));

    [Fact]
    public async Task A_host_is_known_by_the_address_it_sends_from()
    {
        var state = new ClusterState(new SignalBoard(1));
        await SendAsync(state, new KdumpOptions { Listen = "127.0.0.1:0", Hosts = { ["127.0.0.1"] = "h3" } },
            () => state.Kdump.FreshOf(H3, TimeProvider.System) is not null);
        Assert.Equal("127.0.0.1", state.Kdump.FreshOf(H3, TimeProvider.System)?.From);
        Assert.Equal(TimeSpan.FromSeconds(30), state.Kdump.WaitFor(H3));
    }

    [Theory]
    [InlineData("7410", "10.0.0.1", "h1", "listen")]
    [InlineData("0.0.0.0:7410", "compute-1", "h1", "hosts.compute-1")]
    [InlineData("0.0.0.0:7410", "10.0.0.1", "", "hosts.10.0.0.1")]
    public void What_it_cannot_listen_for_is_refused(string listen, string address, string host, string path) =>
        Assert.Equal(path, Assert.Single(new KdumpOptions { Listen = listen, Hosts = { [address] = host } }.Validate()).Path);

    [Fact]
    public void Without_a_host_no_message_could_be_believed() => Assert.Equal("hosts", Assert.Single(new KdumpOptions().Validate()).Path);

    /// <summary>Sends until it is heard: UDP promises nothing.</summary>
    static async Task SendAsync(ClusterState state, KdumpOptions options, Func<bool> isHeard)
    {
        using var listener = new KdumpListener(options, state, TimeProvider.System, NullLogger<KdumpListener>.Instance);
        await listener.StartAsync(default);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isHeard())
        {
            if (listener.ListensAt is { } at)
            {
                using var socket = new UdpClient();
                await socket.SendAsync(Message, at, patience.Token);
            }

            await Task.Delay(10, patience.Token);
        }

        await listener.StopAsync(default);
    }
}
