using System.Globalization;
using PolicyHa.Api.Tests.EndToEnd;
using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.Fleet;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Benchmarks;

/// <summary>A host dies with a thousand instances on it.</summary>
sealed class ManyEvacuations : IBenchmark
{
    const int Instances = 1000;
    const int Hosts = 20;
    const string Victim = "compute-1";
    const string Rhythm = "move_poll: 250ms, power_poll: 250ms, power_read_gap: 500ms";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public string Name => "evacuations";

    public async Task RunAsync(Report report)
    {
        await RunAsync(report, "all at once", $"{{{Rhythm}, evacuations_at_first: {Instances}}}", "5 s");
        await RunAsync(report, "as many at once as are found good", $"{{{Rhythm}}}", "");
    }

    static async Task RunAsync(Report report, string how, string limits, string bar)
    {
        await using var cloud = await SimulatedCloud.StartAsync(new CloudOptions
        {
            Fleet = new FleetPlan(
                [.. Enumerable.Range(1, Hosts).Select(n => new HostPlan($"compute-{n}") { Vcpus = 2000, RamMb = 8_000_000, DiskGb = 100_000 })],
                [.. Enumerable.Range(1, Instances).Select(n => NamedFleet.Cattle($"web-{n}", Victim))]),
            Monitors = true,
        });
        await using var service = new ServiceProcess();
        service.Start(ServiceConfiguration.For(cloud, service, limits: limits));
        await service.UntilReadyAsync();
        cloud.Crash(Victim);
        await service.UntilAsync(
            async () => (await service.HistoryAsync("incident", "closed", Victim)).Count > 0, $"{Victim} recovered", Patience);

        var proven = (await service.HistoryAsync("proof", "proven", Victim))[0].GetProperty("at").GetDateTimeOffset();
        var closed = (await service.HistoryAsync("incident", "closed", Victim))[0].GetProperty("at").GetDateTimeOffset();
        var accepted = cloud.Audit().Events.Where(e => e.Kind is AuditKind.EvacuationAccepted).Select(e => e.At).ToList();
        if (accepted.Count != Instances || cloud.Audit().Violations.Count > 0)
            throw new InvalidOperationException($"{accepted.Count} evacuations accepted, {cloud.Audit().Violations.Count} violations");
        report.Add($"proof -> the last of {Instances} evacuations accepted by the cloud, {how}", Sample.Text(accepted.Max() - proven), bar);
        report.Add("  proof -> the first", Sample.Text(accepted.Min() - proven));
        var span = accepted.Max() - accepted.Min();
        report.Add("  evacuations accepted a second", (Instances / span.TotalSeconds).ToString("0", CultureInfo.InvariantCulture));
        report.Add($"  proof -> incident closed (each evacuation takes {cloud.Options.EvacuateTime.TotalSeconds} s)", Sample.Text(closed - proven));
    }
}
