using System.Diagnostics;
using PolicyHa.Api.Tests.EndToEnd;
using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.Faults;
using PolicyHa.Samples.Cloud.Fleet;

namespace PolicyHa.Benchmarks;

/// <summary>Start of the process until it can work, with a large fleet in the store and a cloud that does not answer.</summary>
sealed class ColdStart : IBenchmark
{
    const int Hosts = 1000;
    const int InstancesPerHost = 50;
    const int Seed = 1;
    const int Starts = 7;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Name => "start";

    public async Task RunAsync(Report report)
    {
        await using var cloud = await SimulatedCloud.StartAsync(
            new CloudOptions { Fleet = FleetGenerator.Create(Hosts, InstancesPerHost, Seed) });
        await using var service = new ServiceProcess();
        var filled = await StartAsync(cloud, service, kafka: false);
        report.Add($"first start ever: {Hosts} hosts, {Hosts * InstancesPerHost} instances read from the cloud", Sample.Text(filled));

        cloud.Inject(new ApiFault(ApiArea.Identity, ApiFaultKind.Down));
        cloud.Inject(new ApiFault(ApiArea.Compute, ApiFaultKind.Down));
        report.Add($"start -> /readyz 200, all that in the store, cloud unreachable, {Starts} times", await RestartAsync(cloud, service, kafka: false), "3 s");
        report.Add("  the same with Kafka; the simulated broker lets a group join after 3 to 9 s", await RestartAsync(cloud, service, kafka: true));
    }

    static async Task<string> RestartAsync(SimulatedCloud cloud, ServiceProcess service, bool kafka)
    {
        var sample = new Sample();
        for (var i = 0; i < Starts; i++)
        {
            _ = await service.TerminateAsync(TimeSpan.FromSeconds(30));
            sample.Add(await StartAsync(cloud, service, kafka));
        }

        return $"min {Sample.Text(sample.At(0))}, p50 {Sample.Text(sample.At(0.5))}, max {Sample.Text(sample.At(1))}";
    }

    static async Task<TimeSpan> StartAsync(SimulatedCloud cloud, ServiceProcess service, bool kafka)
    {
        var clock = Stopwatch.StartNew();
        service.Start(ServiceConfiguration.For(cloud, service, kafka: kafka));
        await service.UntilReadyAsync(Patience);
        return clock.Elapsed;
    }
}
