using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PolicyHa.Adapters.Fencing.Http;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>The sessions that are held: one for each entry of devices and BMC, whichever host it is for. All are closed with the service.</summary>
sealed class BmcSessions(FencingOptions options, DeviceConnections connections, TimeProvider clock, ILogger<BmcSession> log) : IAsyncDisposable
{
    readonly ConcurrentDictionary<(int Index, string Address), BmcSession> sessions = new();

    /// <param name="index">Of the device in <see cref="FencingOptions.Devices"/>.</param>
    /// <returns>Null: the device wants none.</returns>
    public BmcSession? Of(int index, BmcAddress address) => options.Devices[index].Login == FencingDeviceOptions.SessionLogin
        ? sessions.GetOrAdd((index, address.ToString()), _ => new BmcSession(address, options.Devices[index], index, connections, clock, log))
        : null;

    public async ValueTask DisposeAsync() => await Task.WhenAll(sessions.Values.Select(s => s.DisposeAsync().AsTask()));
}
