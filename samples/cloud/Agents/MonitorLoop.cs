using PolicyHa.Samples.Cloud.Kafka;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Agents;

/// <summary>Two monitors that look at every host each second and say what they see, as real ones would.</summary>
internal sealed class MonitorLoop : IAsyncDisposable
{
    static readonly string[] Observers = ["mon1", "mon2"];
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    readonly CloudWorld world;
    readonly HealthEventProducer producer;
    readonly Dictionary<(string Host, string Signal), (string Status, DateTimeOffset Since)> seen = [];
    readonly CancellationTokenSource stop = new();
    readonly Task running;
    long round;

    public MonitorLoop(CloudWorld world, HealthEventProducer producer)
    {
        this.world = world;
        this.producer = producer;
        running = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Pace);
        try
        {
            do
            {
                Report();
            }
            while (await timer.WaitForNextTickAsync(stop.Token));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The cloud ends.
        }
    }

    void Report()
    {
        var (now, reports, crashed) = world.Look(() => (
            world.Now,
            world.Hosts.Values.SelectMany(Look).ToList(),
            world.Servers.Values.Where(s => s.Crashed && s.Host.Alive).Select(s => (s.Host.Name, s.Id)).ToList()));
        round++;
        foreach (var (host, instance) in crashed)
        {
            producer.Enqueue(new HealthEvent(host, "instance", "lifecycle", "down", $"agent-{host}", now)
            {
                Instance = instance,
                Sequence = round,
                TtlSeconds = 30,
                Reason = "crashed",
            });
        }

        foreach (var (host, signal, status) in reports)
        {
            var since = Since(host, signal, status, now);
            foreach (var observer in Observers)
            {
                producer.Enqueue(HealthEvent.Of(host, signal, status, observer, now) with
                {
                    Since = since,
                    Sequence = round,
                    TtlSeconds = 30,
                });
            }
        }
    }

    DateTimeOffset Since(string host, string signal, string status, DateTimeOffset now)
    {
        if (!seen.TryGetValue((host, signal), out var before) || before.Status != status)
        {
            seen[(host, signal)] = before = (status, now);
        }

        return before.Since;
    }

    /// <summary>What can be seen from outside: processes only over the admin network; without it they
    /// are unknown.</summary>
    static IEnumerable<(string Host, string Signal, string Status)> Look(ComputeHost host)
    {
        yield return (host.Name, "admin", Network(host, HostNetwork.Admin));
        yield return (host.Name, "tenant", Network(host, HostNetwork.Tenant));
        yield return (host.Name, "storage", Network(host, HostNetwork.Storage));
        yield return (host.Name, "nova-compute", Seen(host, host.NovaCompute));
        yield return (host.Name, "libvirt", Seen(host, host.Libvirtd));
    }

    static string Network(ComputeHost host, HostNetwork network) =>
        host.Alive && !host.NetworksCut.Contains(network) ? "up" : "down";

    static string Seen(ComputeHost host, Process process) =>
        !host.Alive || host.NetworksCut.Contains(HostNetwork.Admin) ? "unknown" : process.Works ? "up" : "down";
}
