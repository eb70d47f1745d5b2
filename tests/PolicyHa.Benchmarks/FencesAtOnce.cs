using PolicyHa.Api.Tests.EndToEnd;
using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.Fleet;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Benchmarks;

/// <summary>
/// Many hosts of three zones, each in a rack of its own, lose their storage at the same moment, each with a board that is slow in its own way, beside some whose boards never answer. Measured against the
/// fence of one host alone that has the slowest board. As installed the service fences ten hosts a minute and two of a segment at once: here it is told otherwise.
/// </summary>
sealed class FencesAtOnce : IBenchmark
{
    const int Hosts = 64;
    const int Hanging = 4;
    const int Zones = 3;

    /// <summary>Where more than half of a segment's hosts vanish together nothing is fenced for a while.</summary>
    const int Spare = 75;
    const string Alone = "alone";

    /// <summary>The slowest board shows so long after ForceOff that the host is off; the others sooner, evenly spread.</summary>
    static readonly TimeSpan Slowest = TimeSpan.FromSeconds(8);

    static readonly string[] Signals = ["admin", "tenant", "storage", "nova-compute", "libvirt"];

    public string Name => "fences";

    public async Task RunAsync(Report report)
    {
        var many = Enumerable.Range(1, Hosts).Select(n => $"compute-{n}").ToList();
        var hanging = Enumerable.Range(1, Hanging).Select(n => $"hangs-{n}").ToList();
        var spare = Enumerable.Range(1, Spare).Select(n => $"spare-{n}").ToList();
        List<string> lost = [.. many, .. hanging];
        List<string> all = [.. lost, Alone, .. spare];
        await using var cloud = await SimulatedCloud.StartAsync(new CloudOptions
        {
            Fleet = new FleetPlan(
                [.. all.Select((h, i) => new HostPlan(h) { Zone = $"az{i % Zones}", Rack = $"rack-{i}" })], [.. lost.Append(Alone).Select(h => NamedFleet.Cattle($"web-{h}", h))]),
            PowerOffTime = TimeSpan.FromMilliseconds(100),
        });
        foreach (var (i, host) in many.Index())
            cloud.SetBmc(host, BmcFault.None, staleFor: Slowest * (i + 1) / Hosts);
        foreach (var host in hanging)
            cloud.SetBmc(host, BmcFault.Hangs);
        cloud.SetBmc(Alone, BmcFault.None, staleFor: Slowest);

        await using var service = new ServiceProcess();
        service.Start(ServiceConfiguration.For(cloud, service, "{settle: 0s, observers: 1, max_fencing: 50, storm_share: 100, max_per_round: 1000}", "{}"));
        await service.UntilReadyAsync();
        using var producer = cloud.CreateProducer();
        foreach (var (host, signal) in all.SelectMany(h => Signals.Select(s => (h, s))))
            await producer.SendAsync(host, signal, "up", "mon1");

        var alone = await ProvenAfterAsync([Alone]);
        var together = await ProvenAfterAsync(many);
        if (cloud.Audit().Violations.Count > 0)
            throw new InvalidOperationException($"{cloud.Audit().Violations.Count} violations, the first: {cloud.Audit().Violations[0]}");
        report.Add($"events -> proof of one host, its board shows it after {Slowest.TotalSeconds:0} s", Sample.Text(alone));
        report.Add($"events -> the last proof of {Hosts} at once, boards of up to {Slowest.TotalSeconds:0} s, {Hanging} more hang", Sample.Text(together), $"{Sample.Text(alone + TimeSpan.FromSeconds(2))}");

        async Task<TimeSpan> ProvenAfterAsync(List<string> hosts)
        {
            var began = DateTimeOffset.UtcNow;
            foreach (var host in hosts.Count > 1 ? [.. hanging, .. hosts] : hosts)
                await producer.SendAsync(host, "storage", "down", "mon1");
            var last = began;
            foreach (var host in hosts)
            {
                await service.UntilHistoryAsync("proof", "proven", host);
                var proven = (await service.HistoryAsync("proof", "proven", host))[0].GetProperty("at").GetDateTimeOffset();
                last = proven > last ? proven : last;
            }

            return last - began;
        }
    }
}
