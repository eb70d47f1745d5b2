using System.Diagnostics;
using System.Text.Json;
using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.Fleet;
using Xunit.Abstractions;

namespace PolicyHa.Adapters.Tests.Cloud;

public sealed class FleetTests(ITestOutputHelper output)
{
    [Fact]
    public void The_same_seed_makes_the_same_fleet_and_another_a_different_one()
    {
        var one = JsonSerializer.Serialize(FleetGenerator.Create(40, 5, seed: 7));

        Assert.Equal(one, JsonSerializer.Serialize(FleetGenerator.Create(40, 5, seed: 7)));
        Assert.NotEqual(one, JsonSerializer.Serialize(FleetGenerator.Create(40, 5, seed: 8)));
    }

    [Fact]
    public void A_fleet_is_a_mixture()
    {
        var fleet = FleetGenerator.Create(60, 20, seed: 1);

        Assert.Equal(3, fleet.Hosts.Select(h => h.Zone).Distinct().Count());
        Assert.Equal(1_200, fleet.Instances.Select(i => i.Id).Distinct().Count());
        Assert.InRange(fleet.Instances.Count(i => i.Metadata.GetValueOrDefault("HA_Class") == "pet"), 100, 500);
        Assert.InRange(fleet.Instances.Count(i => i.Metadata.Count == 0), 100, 500);
        Assert.InRange(fleet.Instances.Count(i => i.Stopped), 10, 200);
        Assert.InRange(fleet.Instances.Count(i => i.VolumeBooted), 300, 800);
    }

    [Fact]
    public async Task A_host_of_a_thousand_servers_is_listed_by_pages_in_well_under_a_second()
    {
        var fleet = FleetGenerator.Create(1_000, 50, seed: 1);
        var big = new HostPlan("big") { RamMb = int.MaxValue };
        var crowd = fleet.Instances.Take(1_000).Select(i => i with { Host = "big" });
        await using var cloud = await SimulatedCloud.StartAsync(new CloudOptions
        {
            Kafka = false,
            Fleet = new FleetPlan([.. fleet.Hosts, big], [.. crowd, .. fleet.Instances.Skip(1_000)]),
        });
        using var client = await CloudClient.LoggedIn(cloud);
        await Count(client);    // the first call also compiles

        var watch = Stopwatch.StartNew();
        Assert.Equal(1_000, await Count(client));
        output.WriteLine($"1,000 servers of one host of 50,000 in pages of 100: {watch.ElapsedMilliseconds} ms");
        Assert.InRange(watch.ElapsedMilliseconds, 0, 2_000);
    }

    static async Task<int> Count(CloudClient client)
    {
        var count = 0;
        var next = "/compute/v2.1/servers/detail?all_tenants=1&host=big&limit=100";
        while (next is not null)
        {
            var page = (await client.Get(next)).Json;
            count += page["servers"]!.AsArray().Count;
            next = page["servers_links"]?[0]?["href"]?.ToString();
        }

        return count;
    }
}
