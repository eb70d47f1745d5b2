using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.Fleet;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Adapters.Tests.Cloud;

/// <summary>Two hosts, room for one more small instance, groups, no shared storage.</summary>
public sealed class ScarceCapacityTests : CloudTest
{
    protected override CloudOptions Options => base.Options with
    {
        SharedStorage = false,
        Fleet = new FleetPlan(
            [new HostPlan("a") { RamMb = 20_000 }, new HostPlan("b") { RamMb = 6_000 }],
            [
                NamedFleet.Cattle("one", "a"),
                NamedFleet.Cattle("two", "a") with { VolumeBooted = true },
                NamedFleet.Cattle("tied-1", "a") with { Group = "tied" },
                NamedFleet.Cattle("tied-2", "a") with { Group = "tied" },
                NamedFleet.Cattle("three", "b"),
            ])
        {
            Groups = [new GroupPlan("tied", "affinity")],
        },
    };

    [Fact]
    public async Task Capacity_counts_what_is_booked_and_the_dead_host_keeps_its_bookings()
    {
        await Fence("a");
        Assert.Equal(1, await CandidatesFor(2_048));
        await Client.Act("one", """{"evacuate":{}}""");
        Clock.Pass(3);
        Assert.Equal(("b", "ACTIVE"), (Cloud.Instance("one").Host, Cloud.Instance("one").Status));

        await Client.Act("two", """{"evacuate":{}}""");
        Clock.Pass(3);
        Assert.Equal(("a", "ERROR"), (Cloud.Instance("two").Host, Cloud.Instance("two").Status));
        Assert.Equal(0, await CandidatesFor(2_048));
        Assert.Equal(4 * 2_048, await Used("a"));
        Assert.Equal(2 * 2_048, await Used("b"));

        Cloud.Revive("a");
        Assert.Equal(3 * 2_048, await Used("a"));
    }

    [Fact]
    public async Task A_hard_affinity_group_together_on_a_dead_host_cannot_be_evacuated()
    {
        await Fence("a");
        await Client.Act("tied-1", """{"evacuate":{}}""");
        Clock.Pass(3);

        Assert.Equal(("a", "ERROR"), (Cloud.Instance("tied-1").Host, Cloud.Instance("tied-1").Status));
    }

    [Fact]
    public async Task Without_shared_storage_an_image_booted_instance_loses_its_disk()
    {
        await Fence("a");
        await Client.Act("one", """{"evacuate":{}}""");
        Clock.Pass(3);

        var violation = Assert.Single(Cloud.Audit().Violations);
        Assert.Equal((AuditKind.LocalDataLost, Client.Id("one")), (violation.Kind, violation.Instance!.Value));
    }

    async Task<int> CandidatesFor(int ram)
    {
        var free = await Client.Get(
            $"/placement/allocation_candidates?resources=VCPU:1,MEMORY_MB:{ram}&in_tree={await Provider("b")}",
            ("OpenStack-API-Version", "placement 1.36"));
        return free.Json["allocation_requests"]!.AsArray().Count;
    }

    async Task<int> Used(string host) =>
        (await Client.Get($"/placement/resource_providers/{await Provider(host)}/usages"))
        .Json["usages"]!["MEMORY_MB"]!.GetValue<int>();

    async Task<string> Provider(string host) => (await Client.Get($"/placement/resource_providers?name={host}"))
        .Json["resource_providers"]![0]!["uuid"]!.ToString();
}
