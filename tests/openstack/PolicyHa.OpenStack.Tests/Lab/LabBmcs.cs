using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.Fleet;

namespace PolicyHa.OpenStack.Tests.Lab;

/// <summary>
/// The hosts' BMCs: Redfish of the simulated cloud, wired to the lab's processes. What they switch off dies, and what they switch on
/// starts.
/// </summary>
sealed class LabBmcs : IAsyncDisposable
{
    readonly SimulatedCloud cloud;
    readonly CancellationTokenSource ended = new();
    readonly Dictionary<string, DateTimeOffset> offAt = [];
    readonly List<(string Host, DateTimeOffset At)> offs = [];
    readonly Task watching;

    LabBmcs(SimulatedCloud cloud, IReadOnlyList<string> hosts)
    {
        this.cloud = cloud;
        watching = WatchAsync(hosts);
    }

    public string Url => cloud.Addresses.BmcUrl;

    public static async Task<LabBmcs> StartAsync(IReadOnlyList<string> hosts)
    {
        var fleet = new FleetPlan([.. hosts.Select(h => new HostPlan(h))], []);
        return new LabBmcs(await SimulatedCloud.StartAsync(new CloudOptions { Fleet = fleet }), hosts);
    }

    /// <summary>When the power went off; null: it is on.</summary>
    public DateTimeOffset? OffAt(string host)
    {
        lock (offAt)
            return offAt.TryGetValue(host, out var at) ? at : null;
    }

    /// <summary>When its power went off for the first time.</summary>
    public DateTimeOffset FirstOffAt(string host)
    {
        lock (offAt)
            return offs.First(o => o.Host == host).At;
    }

    /// <summary>How often its power went off.</summary>
    public int TimesOff(string host)
    {
        lock (offAt)
            return offs.Count(o => o.Host == host);
    }

    /// <summary>Somebody presses the button.</summary>
    public void SwitchOn(string host) => cloud.Revive(host);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await watching;
        await cloud.DisposeAsync();
        ended.Dispose();
    }

    async Task WatchAsync(IReadOnlyList<string> hosts)
    {
        while (!ended.IsCancellationRequested)
        {
            foreach (var host in hosts)
                await FollowAsync(host);
            await Task.Delay(50).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    async Task FollowAsync(string host)
    {
        var isOff = cloud.Host(host).Power == "off";
        if (isOff == (OffAt(host) is not null))
            return;
        lock (offAt)
        {
            if (isOff)
            {
                offAt[host] = DateTimeOffset.UtcNow;
                offs.Add((host, offAt[host]));
            }
            else
                offAt.Remove(host);
        }

        await (isOff ? LabScripts.KillAsync(host) : LabScripts.StartAsync(host));
    }
}
