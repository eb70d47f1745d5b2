using System.Text.Json;
using PolicyHa.Api.Tests.EndToEnd;
using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.Fleet;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Benchmarks;

/// <summary>From a deciding event in Kafka to the power-off at the BMC, with the real service in its own process.</summary>
sealed class KafkaToFence : IBenchmark
{
    const int Recoveries = 40;
    const int Spare = 5;

    static readonly string[] Signals = ["admin", "tenant", "storage", "nova-compute", "libvirt"];

    public string Name => "kafka-to-fence";

    public async Task RunAsync(Report report)
    {
        var hosts = Enumerable.Range(1, Recoveries + Spare).Select(n => $"compute-{n}").ToList();
        await using var cloud = await SimulatedCloud.StartAsync(new CloudOptions
        {
            Fleet = new FleetPlan([.. hosts.Select(h => new HostPlan(h))], [.. hosts.Select(h => NamedFleet.Cattle($"web-{h}", h))]),
            EvacuateTime = TimeSpan.FromMilliseconds(50),
            PowerOffTime = TimeSpan.FromMilliseconds(20),
        });
        await using var service = new ServiceProcess();
        service.Start(ServiceConfiguration.For(
            cloud, service, "{settle: 0s, observers: 1, max_fencing: 50, storm_share: 100}", "{power_read_gap: 50ms, power_poll: 50ms, move_poll: 100ms}"));
        await service.UntilReadyAsync();
        using var producer = cloud.CreateProducer();
        foreach (var (host, signal) in hosts.SelectMany(h => Signals.Select(s => (h, s))))
            await producer.SendAsync(host, signal, "up", "mon1");

        var (produced, read) = (new Sample(), new Sample());
        foreach (var host in hosts.Take(Recoveries))
        {
            var began = DateTimeOffset.UtcNow;
            await producer.SendAsync(host, "admin", "down", "mon1");
            await service.UntilHistoryAsync("proof", "proven", host);
            await service.UntilAsync(async () => await service.Api.GetStringAsync($"/v1/incidents?open=true&host={host}") == "[]", $"{host} recovered");
            var fenced = cloud.Audit().Events.Single(e => e.Kind is AuditKind.PowerOffCommanded && e.Host == host).At;
            produced.Add(fenced - began);
            read.Add(fenced - await ReadAtAsync(service, host));
        }

        report.Add($"event taken from Kafka -> power-off at the BMC, {Recoveries} times", $"{read}", "50 ms");
        report.Add("  the same from the producer's hand on", $"{produced}");
    }

    /// <summary>When the service took the event that decided, by its own clock.</summary>
    static async Task<DateTimeOffset> ReadAtAsync(ServiceProcess service, string host)
    {
        var opened = (await service.HistoryAsync("incident", "opened", host))[^1];
        using var answer = JsonDocument.Parse(
            await service.Api.GetStringAsync($"/v1/incidents/{opened.GetProperty("incident").GetString()}/events"));
        return answer.RootElement.EnumerateArray().Max(input => input.GetProperty("since").GetDateTimeOffset());
    }
}
