using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;
using PolicyHa.Samples.Cloud.Faults;
using PolicyHa.Samples.Cloud.Fleet;

namespace PolicyHa.Adapters.Tests.OpenStack;

public sealed class FleetTests
{
    [Fact]
    public async Task Every_page_is_read_also_when_links_name_a_host_that_cannot_be_reached()
    {
        await using var run = await CloudRun.StartAsync(CloudRun.Quick with
        {
            Fleet = FleetGenerator.Create(20, 10, seed: 1),
            MaxLimit = 7,
            LinksNameAnotherHost = true,
        });

        var fleet = await run.Topology.ReadAsync(default);

        Assert.Equal((20, 200), (fleet.HostCount, fleet.InstanceCount));
        Assert.All(fleet.Hosts, host => Assert.Equal(10, fleet.InstancesOn(host.Name).Count));
    }

    [Fact]
    public async Task Hosts_and_instances_are_as_Nova_has_them()
    {
        await using var run = await CloudRun.StartAsync(options: o => o.HaSharedStorage = true);
        await run.LoseAsync("compute-2");

        var fleet = await run.Topology.ReadAsync(default);

        var (up, down, reserved) =
            (fleet.Host(new("compute-1"))!, fleet.Host(new("compute-2"))!, fleet.Host(new("compute-5"))!);
        Assert.True(up is { ServiceUp: true, Disabled: false, ForcedDown: false, Zone: "az1", Fenceable: false });
        Assert.True(down is { ServiceUp: false, Disabled: true, ForcedDown: true });
        Assert.Contains("inc-0123456789ab", down.DisabledReason, StringComparison.Ordinal);
        Assert.True(reserved is { Disabled: true, ForcedDown: false });
        var (mail, web) = (fleet.Instance(run.IdOf("mail"))!, fleet.Instance(run.IdOf("web-1"))!);
        Assert.Equal((BootSource.Volume, BootSource.SharedDisk), (mail.Boot, web.Boot));
        Assert.Equal(new Engine.Topology.Flavor("m1.small", 1, 2048, 20), web.Flavor);
        Assert.Equal(("web-1", new HostName("compute-1"), VmState.Active), (web.Name, web.Host, web.State));
        Assert.Null(web.TaskState);
        Assert.True(web.HaEnabled);
        Assert.Equal(VmState.Stopped, fleet.Instance(run.IdOf("archive"))!.State);
    }

    [Fact]
    public async Task A_zone_is_a_segment_unless_the_configuration_says_otherwise()
    {
        var named = NamedFleet.Create();
        var cloud = CloudRun.Quick with { Fleet = named with { Hosts = [.. named.Hosts, new HostPlan("compute-6")] } };
        await using var run = await CloudRun.StartAsync(cloud, o =>
        {
            o.Segments["by-name"] = new() { Hosts = ["compute-1"], SharedStorage = true };
            o.Segments["by-aggregate"] = new() { Aggregate = "ha" };
            o.Segments["az1"] = new() { Hosts = ["compute-2"] };
        });

        var fleet = await run.Topology.ReadAsync(default);

        Assert.Equal(
            [
                "compute-1 by-name", "compute-2 az1", "compute-3 by-aggregate", "compute-4 by-aggregate",
                "compute-5 by-aggregate", "compute-6 zone:az1",
            ],
            fleet.Hosts.Select(h => $"{h.Name} {h.Segment}"));
        Assert.Equal(["az1", "by-aggregate", "by-name", "zone:az1"], fleet.Segments.Select(s => s.Name.Value));
        Assert.Equal(BootSource.SharedDisk, fleet.Instance(run.IdOf("web-1"))!.Boot);
        Assert.Equal(BootSource.LocalDisk, fleet.Instance(run.IdOf("web-3"))!.Boot);
    }

    [Fact]
    public async Task A_read_survives_a_few_failures_on_the_way()
    {
        await using var run = await CloudRun.StartAsync();
        run.Cloud.Inject(new ApiFault(ApiArea.Compute, ApiFaultKind.Error) { Count = 1, PathContains = "servers" });
        run.Cloud.Inject(new ApiFault(ApiArea.Compute, ApiFaultKind.Down) { Count = 1, PathContains = "os-services" });

        Assert.Equal(5, (await run.Topology.ReadAsync(default)).HostCount);
    }

    [Theory]
    [InlineData(ApiFaultKind.Error)]
    [InlineData(ApiFaultKind.Garbage)]
    [InlineData(ApiFaultKind.Down)]
    public async Task No_answer_is_not_an_empty_fleet(ApiFaultKind fault)
    {
        await using var run = await CloudRun.StartAsync(options: o => o.ReadRetriesMax = 0);
        run.Cloud.Inject(new ApiFault(ApiArea.Compute, fault) { PathContains = "servers" });

        await Assert.ThrowsAsync<OutsideUnavailableException>(() => run.Topology.ReadAsync(default));
        await Assert.ThrowsAsync<OutsideUnavailableException>(
            () => run.Compute.InstancesOnAsync(new("compute-1"), default));
    }

    [Fact]
    public async Task An_account_that_is_no_administrator_is_told_so()
    {
        await using var run = await CloudRun.StartAsync(options: o =>
        {
            o.ApplicationCredentialId = o.ApplicationCredentialSecret = null;
            (o.Username, o.Password, o.ProjectName) = ("member", "member", "shop");
        });

        await Assert.ThrowsAsync<OutsideUnavailableException>(() => run.Topology.ReadAsync(default));
        await Assert.ThrowsAsync<OutsideUnavailableException>(
            () => run.Compute.InstancesOnAsync(new("compute-1"), default));
    }

    [Fact]
    public async Task The_instances_of_one_host_are_all_there_by_id()
    {
        await using var run = await CloudRun.StartAsync(CloudRun.Quick with { MaxLimit = 2 });

        var instances = await run.Compute.InstancesOnAsync(new("compute-1"), default);

        Assert.Equal(["mail", "orders-db", "sandbox", "web-1", "web-2"], instances.Select(i => i.Name).Order());
        Assert.Equal(instances.Select(i => i.Id).Order(), instances.Select(i => i.Id));
    }

    [Fact]
    public async Task A_host_Nova_does_not_know_is_not_an_empty_host()
    {
        await using var run = await CloudRun.StartAsync();

        await Assert.ThrowsAsync<OutsideUnavailableException>(
            () => run.Compute.InstancesOnAsync(new("compute-99"), default));
    }

    [Fact]
    public async Task An_instance_Nova_does_not_know_is_null()
    {
        await using var run = await CloudRun.StartAsync();

        Assert.Null(await run.Compute.ReadInstanceAsync(new("00000000-0000-0000-0000-000000000000"), default));
        Assert.Equal("web-1", (await run.Compute.ReadInstanceAsync(run.IdOf("web-1"), default))!.Name);
    }
}
