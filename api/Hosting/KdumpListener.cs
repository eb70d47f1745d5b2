using System.Net;
using System.Net.Sockets;
using PolicyHa.Api.Configuration;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Hosting;

/// <summary>
/// Listens for hosts that dump their memory. The message carries no name: who sent it is known by its address, so the network it
/// comes over must not let one host send as another.
/// </summary>
sealed partial class KdumpListener(KdumpOptions options, ClusterState state, TimeProvider clock, ILogger<KdumpListener> log)
    : BackgroundService
{
    readonly Dictionary<IPAddress, HostName> hosts =
        options.Hosts.ToDictionary(h => IPAddress.Parse(h.Key).MapToIPv6(), h => new HostName(h.Value));

    /// <summary>Where it listens; null before it does. With port 0 in the options: the port it was given.</summary>
    public IPEndPoint? ListensAt { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        state.Kdump.Expect(hosts.Values, options.Wait);
        using var socket = new UdpClient(IPEndPoint.Parse(options.Listen));
        ListensAt = (IPEndPoint)socket.Client.LocalEndPoint!;
        LogListening(log, ListensAt, hosts.Count);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var packet = await socket.ReceiveAsync(stoppingToken);
                Take(packet.Buffer, packet.RemoteEndPoint.Address);
            }
            catch (SocketException e)
            {
                LogNotReceived(log, e.Message);             // such as a port that a former answer could not reach
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    void Take(ReadOnlySpan<byte> packet, IPAddress from)
    {
        if (!KdumpMessage.IsOne(packet))
            LogNotAMessage(log, from, packet.Length);
        else if (!hosts.TryGetValue(from.MapToIPv6(), out var host))
            LogUnknown(log, from);
        else
        {
            if (state.Kdump.FreshOf(host, clock) is null)
                LogDumps(log, host, from);
            state.Kdump.Heard(host, from.ToString(), clock);
        }
    }

    [LoggerMessage(521, LogLevel.Information, "Listening at {Address} for kdump messages of {Count} hosts")]
    static partial void LogListening(ILogger log, IPEndPoint address, int count);

    [LoggerMessage(522, LogLevel.Warning, "Host {Host} has crashed and dumps its memory (kdump message from {Address})")]
    static partial void LogDumps(ILogger log, HostName host, IPAddress address);

    [LoggerMessage(523, LogLevel.Warning, "A kdump message from {Address}, which kdump.hosts maps to no host: not believed")]
    static partial void LogUnknown(ILogger log, IPAddress address);

    [LoggerMessage(524, LogLevel.Debug, "{Length} bytes from {Address} are no kdump message")]
    static partial void LogNotAMessage(ILogger log, IPAddress address, int length);

    [LoggerMessage(525, LogLevel.Warning, "Kdump messages could not be received: {Reason}")]
    static partial void LogNotReceived(ILogger log, string reason);
}
