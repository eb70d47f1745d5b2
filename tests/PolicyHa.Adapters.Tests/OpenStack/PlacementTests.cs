using PolicyHa.Adapters.OpenStack.Capacity;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;
using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.Faults;
using PolicyHa.Samples.Cloud.Fleet;

namespace PolicyHa.Adapters.Tests.OpenStack;

/// <summary>How much room hosts have, as Placement says.</summary>
public sealed class PlacementTests
{
    static readonly HostName A = new("a");
    static readonly HostName B = new("b");

    static CloudOptions TwoHosts => CloudRun.Quick with
    {
        Fleet = new FleetPlan(
            [new HostPlan("a") { Vcpus = 4, RamMb = 10_000, DiskGb = 100 }, new HostPlan("b") { Vcpus = 2, RamMb = 6_000, DiskGb = 50 }],
            [NamedFleet.Cattle("one", "a"), NamedFleet.Cattle("two", "b")]),
    };

    [Fact]
    public async Task Room_is_what_Placement_has_left_and_follows_what_moves()
    {
        await using var run = await CloudRun.StartAsync(TwoHosts);

        var before = await run.Topology.ReadAsync(default);
        Assert.Equal((15, 10_000 - 2048, 80), Amounts(before, A));
        Assert.Equal((7, 6_000 - 2048, 30), Amounts(before, B));

        await run.LoseAsync("a");
        await run.EvacuateAsync("one", from: "a");
        await run.MoveEndedAsync("one", from: "a");
        var after = await run.Topology.ReadAsync(default);
        Assert.Equal((6, 6_000 - 4096, 10), Amounts(after, B));
        Assert.Equal((15, 10_000 - 2048, 80), Amounts(after, A));           // the old copy is not cleaned yet
    }

    [Fact]
    public async Task A_reading_asks_about_so_many_hosts_and_the_next_about_others()
    {
        await using var run = await CloudRun.StartAsync(
            CloudRun.Quick with { Fleet = FleetGenerator.Create(20, 2, seed: 1) }, o => o.PlacementHostsPerReading = 6);

        var known = new List<int>();
        for (var i = 0; i < 4; i++)
            known.Add((await run.Topology.ReadAsync(default)).Hosts.Count(h => h.Room is not null));

        Assert.Equal([6, 12, 18, 20], known);
        Assert.Equal((20, 24), (run.PlacementCalls.Count("/inventories"), run.PlacementCalls.Count("/usages")));
        Assert.Equal(4 + 20 + 24, run.PlacementCalls.Count("/resource_providers"));
    }

    [Fact]
    public async Task Who_has_changed_is_asked_about_first()
    {
        await using var run = await CloudRun.StartAsync(
            CloudRun.Quick with { Fleet = FleetGenerator.Create(8, 3, seed: 1) }, o => o.PlacementHostsPerReading = 4);
        await run.Topology.ReadAsync(default);
        var fleet = await run.Topology.ReadAsync(default);
        var (source, instance) = (fleet.Hosts.First().Name, fleet.InstancesOn(fleet.Hosts.First().Name)[0]);
        Assert.All(fleet.Hosts, h => Assert.NotNull(h.Room));

        await run.LoseAsync(source.Value);
        await run.Compute.EvacuateAsync(instance.Id, null, CloudRun.Proof(source.Value), CloudRun.Context(), default);
        await run.MoveEndedAsync(instance.Name, from: source.Value);
        var after = await run.Topology.ReadAsync(default);

        var target = after.Instance(instance.Id)!.Host;
        Assert.Equal(fleet.Host(target)!.Room!.RamMiB - instance.Flavor.RamMiB, after.Host(target)!.Room!.RamMiB);
    }

    [Fact]
    public async Task While_Placement_does_not_answer_room_is_not_known_and_that_is_said_once()
    {
        await using var run = await CloudRun.StartAsync(TwoHosts, o => o.ReadRetriesMax = 0);
        Assert.NotNull((await run.Topology.ReadAsync(default)).Host(A)!.Room);

        run.Cloud.Inject(new ApiFault(ApiArea.Placement, ApiFaultKind.Error) { Count = 2 });
        Assert.All((await run.Topology.ReadAsync(default)).Hosts, h => Assert.Null(h.Room));
        Assert.All((await run.Topology.ReadAsync(default)).Hosts, h => Assert.Null(h.Room));
        Assert.Single(run.Log.Text.Split('\n'), l => l.Contains("How much room hosts have is not known", StringComparison.Ordinal));

        Assert.All((await run.Topology.ReadAsync(default)).Hosts, h => Assert.NotNull(h.Room));
        Assert.Single(run.Log.Text.Split('\n'), l => l.Contains("Placement answers again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_host_that_Placement_says_nothing_of_leaves_the_others_known()
    {
        await using var run = await CloudRun.StartAsync(TwoHosts, o => o.ReadRetriesMax = 0);
        run.Cloud.Inject(new ApiFault(ApiArea.Placement, ApiFaultKind.Error) { Count = 1, PathContains = "inventories" });

        Assert.Single((await run.Topology.ReadAsync(default)).Hosts, h => h.Room is null);
    }

    [Fact]
    public async Task A_picture_of_the_fleet_does_not_wait_for_a_Placement_that_hangs()
    {
        await using var run = await CloudRun.StartAsync(TwoHosts);
        run.Cloud.Inject(new ApiFault(ApiArea.Placement, ApiFaultKind.Slow) { Delay = TimeSpan.FromSeconds(60) });

        var reading = run.Topology.ReadAsync(default);

        Assert.Same(reading, await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(20))));
        Assert.All((await reading).Hosts, h => Assert.Null(h.Room));
    }

    [Fact]
    public async Task Placement_is_left_alone_where_the_configuration_says_so()
    {
        await using var run = await CloudRun.StartAsync(TwoHosts, o => o.PlacementHostsPerReading = 0);

        Assert.All((await run.Topology.ReadAsync(default)).Hosts, h => Assert.Null(h.Room));
        Assert.Empty(run.PlacementCalls.Distinct);
    }

    [Fact]
    public void Capacity_is_counted_as_Placement_counts_it()
    {
        var reading = new RoomReading("u", 1, new Inventories
        {
            ByClass = new()
            {
                ["VCPU"] = new() { Total = 7, Reserved = 1, AllocationRatio = 1.5 },
                ["MEMORY_MB"] = new() { Total = 1000, Reserved = 512 },
                ["PCPU"] = new() { Total = 4 },
            },
        }, new Usages { ByClass = new() { ["VCPU"] = 10, ["PCPU"] = 2 } }, DateTimeOffset.UnixEpoch);

        Assert.Equal(new Room(-1, 488, null, DateTimeOffset.UnixEpoch), reading.Room);
        reading.Inventories.ByClass!.Remove("VCPU");
        Assert.Null(reading.Room);
    }

    [Theory]
    [InlineData("cmp01", "u1")]
    [InlineData("CMP01", "u1")]
    [InlineData("cmp02", "u2")]
    [InlineData("cmp02.other", "u2")]
    [InlineData("cmp03", null)]
    [InlineData("cmp04", null)]
    public void A_host_is_the_provider_of_its_name_or_the_only_one_that_begins_alike(string host, string? provider)
    {
        var names = new ProviderNames(
        [
            new() { Uuid = "u1", Name = "cmp01" }, new() { Uuid = "u2", Name = "cmp02.example" }, new() { Uuid = "u3", Name = "cmp03.east" },
            new() { Uuid = "u4", Name = "cmp03.west" }, new() { Uuid = "u5", Name = "cmp04", ParentProviderUuid = "u1" },
        ]);
        Assert.Equal(provider, names.Of(new HostName(host))?.Uuid);
    }

    static (int, int, int?) Amounts(Fleet fleet, HostName host) => fleet.Host(host)!.Room is { } room ? (room.Vcpus, room.RamMiB, room.DiskGiB) : default;
}
