using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>What every <see cref="Engine.Ports.IInventoryStore"/> promises.</summary>
public abstract class InventoryContract(StorageHome home) : StorageContract(home)
{
    static readonly FailoverSegment Segment = new(Sample.Segment, RecoveryMethod.ReservedHostPriority, SharedStorage: false);

    static readonly ComputeHost Host = new(new HostName("h1"), Sample.Segment, "az'1", "uuid", true, true, true, true)
    {
        DisabledReason = Sample.Awkward,
        Aggregates = ["general", "rack'1"],
        IsReserved = true,
        AggregateMetadata = new Dictionary<string, string> { ["rack"] = "r1", ["ü'"] = Sample.Awkward },
        Memberships =
        [
            new("general", new Dictionary<string, string>()),
            new("rack'1", new Dictionary<string, string> { ["rack"] = "r1", ["ü'"] = Sample.Awkward }),
        ],
        CarriesControlPlane = true,
    };

    static readonly Instance Pet = new(
        new InstanceId("i1"), Sample.Awkward, Host.Name, "project", VmState.Paused, "rebooting", BootSource.SharedDisk,
        new Flavor("m1", 2, 4096, 20))
    {
        Metadata = new Dictionary<string, string> { ["HA_Enabled"] = "true", ["ü'"] = Sample.Awkward },
        Locked = true,
        LockedReason = Sample.Awkward,
        Image = "debian-12",
        ImageProperties = new Dictionary<string, string> { ["os_distro"] = "debian", ["ü'"] = Sample.Awkward },
        FlavorSpecs = new Dictionary<string, string> { ["hw:cpu_policy"] = "dedicated" },
        HaByAggregate = true,
        ServerGroup = new ServerGroup("g1", Sample.Awkward, ServerGroupPolicy.SoftAntiAffinity, 3),
    };

    [Fact]
    public async Task Nothing_saved_is_the_empty_fleet() =>
        Assert.Same(Fleet.Empty, await Store.Inventory.LoadAsync(None));

    [Fact]
    public async Task Every_field_comes_back_after_reopening()
    {
        RoundTrip.AssertEverySettableFieldIsSet(Host with { Room = new Room(1, 2, 3, Sample.Now) });      // its room is not kept: it is read anew
        RoundTrip.AssertEverySettableFieldIsSet(Pet);
        var plain = Host with
        {
            Name = new HostName("h2"),
            ServiceUp = false,
            Disabled = false,
            DisabledReason = null,
            Aggregates = [],
            AggregateMetadata = new Dictionary<string, string>(),
            Memberships = [],
            CarriesControlPlane = false,
            IsReserved = false,
            HasReported = false,
        };
        var bare = Pet with
        {
            Id = new InstanceId("i2"),
            TaskState = null,
            Metadata = new Dictionary<string, string>(),
            Locked = false,
            LockedReason = null,
            Image = null,
            ImageProperties = new Dictionary<string, string>(),
            FlavorSpecs = new Dictionary<string, string>(),
            HaByAggregate = false,
            ServerGroup = null,
        };
        var fleet = new Fleet(Sample.Now, [Segment], [Host, plain], [Pet, bare]) { SchedulersUp = 2, ConductorsUp = 3 };
        await Store.Inventory.SaveAsync(fleet, None);

        await ReopenAsync();

        AssertSameFleet(fleet, await Store.Inventory.LoadAsync(None));
    }

    [Fact]
    public async Task Every_state_method_and_boot_source_can_be_kept()
    {
        var fleet = new Fleet(
            Sample.Now,
            [.. Enum.GetValues<RecoveryMethod>().Select(m => new FailoverSegment(new SegmentName(m.ToString()), m))],
            [],
            [
                .. Enum.GetValues<VmState>().Select(s => Pet with { Id = new InstanceId($"{s}"), State = s }),
                .. Enum.GetValues<BootSource>().Select(b => Pet with { Id = new InstanceId($"{b}"), Boot = b }),
            ]);
        await Store.Inventory.SaveAsync(fleet, None);

        AssertSameFleet(fleet, await Store.Inventory.LoadAsync(None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_picture_replaces_the_old_one(bool reopened)
    {
        var leaving = Pet with { Id = new InstanceId("leaving") };
        var gone = Host with { Name = new HostName("gone") };
        var old = new Fleet(
            Sample.Now, [Segment, new(new SegmentName("gone"), RecoveryMethod.Auto)], [Host, gone], [Pet, leaving]);
        await Store.Inventory.SaveAsync(old, None);
        if (reopened)
            await ReopenAsync();
        var now = new Fleet(
            Sample.Now.AddMinutes(1),
            [Segment with { Method = RecoveryMethod.Auto }],
            [Host with { ForcedDown = false }, Host with { Name = new HostName("new") }],
            [
                Pet with { Metadata = new Dictionary<string, string> { ["HA_Enabled"] = "false", ["ü'"] = Sample.Awkward } },
                Pet with { Id = new InstanceId("new") },
            ]);

        await Store.Inventory.SaveAsync(now, None);

        AssertSameFleet(now, await Store.Inventory.LoadAsync(None));
    }

    [Fact]
    public async Task What_changed_in_a_list_or_in_metadata_alone_is_kept_too()
    {
        await Store.Inventory.SaveAsync(new Fleet(Sample.Now, [Segment], [Host, Host with { Name = new("h2") }], [Pet]), None);
        var now = new Fleet(
            Sample.Now.AddMinutes(1),
            [Segment],
            [
                Host with { Aggregates = ["general"] },
                Host with { Name = new("h2"), AggregateMetadata = new Dictionary<string, string> { ["rack"] = "r2" } },
            ],
            [Pet with { FlavorSpecs = new Dictionary<string, string> { ["hw:cpu_policy"] = "shared" } }]);

        await Store.Inventory.SaveAsync(now, None);

        AssertSameFleet(now, await Store.Inventory.LoadAsync(None));
    }

    [Fact]
    public async Task After_a_save_that_was_cancelled_the_next_one_is_whole()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Inventory.SaveAsync(
            new Fleet(Sample.Now, [Segment], [Host], []), new CancellationToken(canceled: true)));
        var fleet = new Fleet(Sample.Now, [Segment], [Host], [Pet]);

        await Store.Inventory.SaveAsync(fleet, None);

        AssertSameFleet(fleet, await Store.Inventory.LoadAsync(None));
    }

    [Fact]
    public async Task A_large_fleet_comes_back_whole_and_another_large_one_replaces_it()
    {
        await Store.Inventory.SaveAsync(Large("a", 9_000), None);
        AssertSameFleet(Large("a", 9_000), await Store.Inventory.LoadAsync(None));
        await ReopenAsync();

        await Store.Inventory.SaveAsync(Large("b", 8_500), None);

        AssertSameFleet(Large("b", 8_500), await Store.Inventory.LoadAsync(None));
    }

    [Fact]
    public async Task A_large_save_that_is_cancelled_leaves_a_whole_picture_or_none()
    {
        var old = new Fleet(Sample.Now, [Segment], [Host], [Pet]);
        await Store.Inventory.SaveAsync(old, None);
        using var cancellation = new CancellationTokenSource();
        var saving = Store.Inventory.SaveAsync(Large("a", 20_000), cancellation.Token);
        while (!saving.IsCompleted && (await Store.Inventory.LoadAsync(None)).InstanceCount == 1)
            await Task.Yield();
        await cancellation.CancelAsync();
        await Record.ExceptionAsync(() => saving);

        Assert.Contains((await Store.Inventory.LoadAsync(None)).InstanceCount, new[] { 0, 20_000 });
        await Store.Inventory.SaveAsync(old, None);
        AssertSameFleet(old, await Store.Inventory.LoadAsync(None));
    }

    [Fact]
    public async Task Of_saves_at_once_the_last_one_asked_for_stays()
    {
        var fleets = Enumerable.Range(0, 20)
            .Select(i => new Fleet(Sample.Now.AddSeconds(i), [Segment], [Host], [Pet with { Id = new InstanceId($"i{i}") }]))
            .ToList();
        await Task.WhenAll(fleets.Select(f => Store.Inventory.SaveAsync(f, None)).ToArray());

        AssertSameFleet(fleets[^1], await Store.Inventory.LoadAsync(None));
    }

    static Fleet Large(string prefix, int instances) => new(
        Sample.Now,
        [Segment],
        [.. Enumerable.Range(0, 2_100).Select(i => Host with { Name = new HostName($"{prefix}{i}") })],
        [.. Enumerable.Range(0, instances).Select(i => Pet with { Id = new InstanceId($"{prefix}{i}") })]);

    static void AssertSameFleet(Fleet expected, Fleet actual)
    {
        Assert.Equal((expected.ReadAt, expected.SchedulersUp, expected.ConductorsUp), (actual.ReadAt, actual.SchedulersUp, actual.ConductorsUp));
        Assert.Equal(expected.Segments, actual.Segments);
        AssertSame(expected.Hosts, actual.Hosts);
        AssertSame(expected.Instances.OrderBy(i => i.Id), actual.Instances.OrderBy(i => i.Id));
    }
}
