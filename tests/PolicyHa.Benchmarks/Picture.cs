using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PolicyHa.Adapters.OpenStack;
using PolicyHa.Engine.Ports;
using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.Fleet;

namespace PolicyHa.Benchmarks;

/// <summary>The picture of a large cloud, over HTTP from a simulated Nova and Placement in the same process: the first, and later ones.</summary>
sealed class Picture : IBenchmark
{
    const int Hosts = 1000;
    const int InstancesPerHost = 50;
    const int Refreshes = 20;

    public string Name => "picture";

    public async Task RunAsync(Report report)
    {
        await using var cloud = await SimulatedCloud.StartAsync(new CloudOptions { Fleet = FleetGenerator.Create(Hosts, InstancesPerHost, seed: 1), Kafka = false });
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOpenStack(new OpenStackOptions
        {
            AuthUrl = cloud.AuthUrl.ToString(),
            ApplicationCredentialId = "policyha-app",
            ApplicationCredentialSecret = "policyha-secret",
        });
        await using var provider = services.BuildServiceProvider();
        var topology = provider.GetRequiredService<ITopologyReader>();

        var first = await TimedAsync(topology);
        report.Add($"{Hosts} hosts with {Hosts * InstancesPerHost} instances read for the first time", Sample.Text(first), "30 s");
        var later = new List<TimeSpan>();
        for (var i = 0; i < Refreshes; i++)
            later.Add(await TimedAsync(topology));
        later.Sort();
        report.Add(
            "  read again: what has changed, and ten pages of the round through all",
            string.Create(CultureInfo.InvariantCulture, $"median {Sample.Text(later[Refreshes / 2])}, worst {Sample.Text(later[^1])}"),
            "2 s");
    }

    static async Task<TimeSpan> TimedAsync(ITopologyReader topology)
    {
        var begun = Stopwatch.GetTimestamp();
        var fleet = await topology.ReadAsync(CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(begun);
        return fleet.Instances.Count == Hosts * InstancesPerHost ? took : throw new InvalidOperationException($"{fleet.Instances.Count} instances read");
    }
}
