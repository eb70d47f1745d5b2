using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;
using PolicyHa.Samples.Cloud.Fleet;

namespace PolicyHa.Adapters.Tests.OpenStack;

/// <summary>What classes ask of hosts and instances: aggregates, images, extra specs.</summary>
public sealed class FleetFactTests
{
    /// <summary>As Nova 2025.1 answers, keys that we do not read left out.</summary>
    const string Servers = """
        {"servers": [
          {"id": "a", "name": "a", "tenant_id": "p", "status": "ACTIVE", "OS-EXT-STS:vm_state": "active",
           "OS-EXT-SRV-ATTR:host": "h1", "metadata": {},
           "image": {"id": "70a5", "links": [], "properties": {"HA_Enabled": "yes", "hw_cpu_sockets": 2, "x": null}},
           "flavor": {"original_name": "m1", "vcpus": 1, "ram": 1, "disk": 1, "extra_specs": {"ha:policy": "evacuate"}}},
          {"id": "b", "name": "b", "tenant_id": "p", "status": "ACTIVE", "OS-EXT-STS:vm_state": "active",
           "OS-EXT-SRV-ATTR:host": "h1", "metadata": {}, "image": "",
           "flavor": {"original_name": "m1", "vcpus": 1, "ram": 1, "disk": 1}},
          {"id": "c", "name": "c", "tenant_id": "p", "status": "ACTIVE", "OS-EXT-STS:vm_state": "active",
           "OS-EXT-SRV-ATTR:host": "h1", "metadata": {}, "image": {"properties": {"os": "linux"}},
           "flavor": {"original_name": "m1", "vcpus": 1, "ram": 1, "disk": 1, "extra_specs": {"HA_Enabled": "true"}}}
        ]}
        """;

    [Fact]
    public async Task Image_its_properties_and_extra_specs_come_with_the_list_of_instances()
    {
        var nova = new NovaStub(Answer) { Newest = "2.100" };

        var fleet = await nova.Topology.ReadAsync(default);

        var (image, volume, other) = (Find(fleet, "a"), Find(fleet, "b"), Find(fleet, "c"));
        Assert.Equal(("70a5", BootSource.LocalDisk, true), (image.Image, image.Boot, image.HaEnabled));
        Assert.Equal(["HA_Enabled=yes", "hw_cpu_sockets=2"], image.ImageProperties.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal(["ha:policy=evacuate"], image.FlavorSpecs.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal((null, BootSource.Volume, false), (volume.Image, volume.Boot, volume.HaEnabled));
        Assert.Equal((null, BootSource.Volume, true), (other.Image, other.Boot, other.HaEnabled));
        Assert.Equal("linux", other.ImageProperties["os"]);
        Assert.Contains(nova.Calls, c => c.Contains("/servers/detail", StringComparison.Ordinal) && c.EndsWith(" compute 2.98", StringComparison.Ordinal));
        Assert.Equal(2, nova.Calls.Count);
    }

    [Theory]
    [InlineData(0, 512, false, BootSource.Volume)]          // swap holds no data
    [InlineData(20, 0, false, BootSource.LocalDisk)]
    [InlineData(20, 0, true, BootSource.Volume)]
    public async Task An_ephemeral_disk_beside_a_volume_is_on_the_host(int ephemeral, int swap, bool isShared, BootSource expected)
    {
        var nova = new NovaStub(
            r => (200, r.RequestUri!.AbsolutePath.EndsWith("/servers/detail", StringComparison.Ordinal)
                ? $$$"""
                  {"servers": [{"id": "b", "name": "b", "tenant_id": "p", "status": "ACTIVE", "OS-EXT-STS:vm_state": "active", "OS-EXT-SRV-ATTR:host": "h1",
                    "metadata": {}, "image": "", "flavor": {"original_name": "m1", "vcpus": 1, "ram": 1, "disk": 1, "ephemeral": {{{ephemeral}}}, "swap": {{{swap}}}}}]}
                  """
                : """{"services": []}"""),
            o => o.HaSharedStorage = isShared);

        Assert.Equal(expected, Find(await nova.Topology.ReadAsync(default), "b").Boot);
    }

    [Theory]
    [InlineData("""{"id": "1", "host": "h1", "state": "down", "status": "enabled", "updated_at": null}""", false)]
    [InlineData("""{"id": "1", "host": "h1", "state": "down", "status": "enabled", "updated_at": "2026-11-21T03:04:00.000000"}""", true)]
    [InlineData("""{"id": "1", "host": "h1", "state": "down", "status": "enabled"}""", true)]
    public async Task A_service_that_has_never_reported_says_so_with_no_time(string service, bool hasReported)
    {
        var nova = new NovaStub(r => (200, r.RequestUri!.AbsolutePath.EndsWith("/os-services", StringComparison.Ordinal)
            ? $$"""{"services": [{{service}}]}"""
            : """{"servers": []}"""));

        Assert.Equal(hasReported, Assert.Single((await nova.Topology.ReadAsync(default)).Hosts).HasReported);
    }

    [Fact]
    public async Task An_older_Nova_is_asked_in_the_newest_version_it_speaks()
    {
        var nova = new NovaStub(Answer) { Newest = "2.90" };

        await nova.Topology.ReadAsync(default);

        Assert.Contains(nova.Calls, c => c.Contains("/servers/detail", StringComparison.Ordinal) && c.EndsWith(" compute 2.90", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_has_the_names_and_the_metadata_of_its_aggregates()
    {
        var nova = new NovaStub(Answer)
        {
            Aggregates = """
                {"aggregates": [
                  {"id": 2, "name": "rack-7", "availability_zone": null, "hosts": ["h1"], "metadata": {"rack": "r7", "row": "b"}},
                  {"id": 1, "name": "az1", "availability_zone": "az1", "hosts": ["h1", "h2"],
                   "metadata": {"availability_zone": "az1", "row": "a"}},
                  {"id": 3, "name": "kept", "availability_zone": null, "hosts": ["h1"], "metadata": {"HA_Enabled": "on", "ha:control_plane": "true"}},
                  {"id": 4, "name": "other", "availability_zone": null, "hosts": ["h2"], "metadata": {"x": "y"}}]}
                """,
        };

        var fleet = await nova.Topology.ReadAsync(default);

        var host = fleet.Host(new HostName("h1"))!;
        Assert.Equal(["az1", "kept", "rack-7"], host.Aggregates);
        Assert.Equal(
            ["HA_Enabled=on", "availability_zone=az1", "ha:control_plane=true", "rack=r7", "row=a"],
            host.AggregateMetadata.Select(m => $"{m.Key}={m.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(["az1:a", "kept:-", "rack-7:b"], host.Memberships.Select(m => $"{m.Name}:{m.Metadata.GetValueOrDefault("row", "-")}"));
        Assert.True(host.CarriesControlPlane);
        Assert.All(fleet.Instances, i => Assert.True(i.HaByAggregate && i.HaEnabled));
    }

    [Theory]
    [InlineData("""{"services": [{"state": "up", "status": "enabled"}, {"state": "up", "status": "disabled"}, {"state": "down", "status": "enabled"}]}""", 1)]
    [InlineData("""{"services": [{"state": "down", "status": "enabled"}]}""", 0)]
    [InlineData("""{"services": []}""", null)]
    [InlineData("{}", null)]
    [InlineData(null, null)]
    public async Task Schedulers_and_conductors_that_are_up_are_counted_where_Nova_tells_them(string? answer, int? up)
    {
        var schedulers = await new NovaStub(Answer) { Schedulers = answer }.Topology.ReadAsync(default);
        var conductors = await new NovaStub(Answer) { Conductors = answer }.Topology.ReadAsync(default);

        Assert.Equal((up, null), (schedulers.SchedulersUp, schedulers.ConductorsUp));
        Assert.Equal((null, up), (conductors.SchedulersUp, conductors.ConductorsUp));
    }

    [Fact]
    public async Task All_services_are_told_in_one_answer()
    {
        var nova = new NovaStub(_ => (200, """
            {"services": [{"id": "1", "binary": "nova-compute", "host": "h1", "status": "enabled", "state": "up", "forced_down": false},
                          {"id": "2", "binary": "nova-compute", "host": "h2", "status": "disabled", "state": "down", "forced_down": true, "disabled_reason": "dead"},
                          {"id": "3", "binary": "nova-scheduler", "host": "c1", "status": "enabled", "state": "down"},
                          {"id": "4", "binary": "nova-scheduler", "host": "c2", "status": "enabled", "state": "up"}]}
            """));

        var seen = await nova.Compute.ReadServicesAsync(default);

        Assert.Equal((1, null), (seen.SchedulersUp, seen.ConductorsUp));
        Assert.Equal(new ComputeStanding(true, false, false, null), seen.Hosts[new HostName("h1")]);
        Assert.Equal(new ComputeStanding(false, true, true, "dead"), seen.Hosts[new HostName("h2")]);
        Assert.Equal(2, seen.Hosts.Count);
        Assert.Single(nova.Calls);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Services_that_Nova_does_not_tell_are_no_guess(int status)
    {
        var refused = await Assert.ThrowsAsync<OutsideUnavailableException>(
            () => new NovaStub(_ => (status, "")).Compute.ReadServicesAsync(default));

        Assert.Contains($"GET /os-services: HTTP {status}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"server_groups": [{"id": "g1", "name": "web", "policy": "anti-affinity", "rules": {"max_server_per_host": 2}, "members": ["a", "x"]}]}""", "web anti-affinity 2")]
    [InlineData("""{"server_groups": [{"id": "g1", "name": "web", "policy": "soft-affinity", "rules": {}, "members": ["b", "a"]}]}""", "web soft-affinity 1")]
    [InlineData("""{"server_groups": [{"id": "g1", "name": "web", "policy": "of-tomorrow", "members": ["a"]}]}""", null)]
    [InlineData("""{"server_groups": [{"id": "g1", "name": "web", "policy": "affinity", "members": ["b"]}]}""", null)]
    [InlineData(null, null)]
    public async Task An_instance_is_in_the_server_group_that_Nova_says_and_without_an_answer_in_none(string? answer, string? group)
    {
        var nova = new NovaStub(Answer) { ServerGroups = answer };

        var found = Find(await nova.Topology.ReadAsync(default), "a").ServerGroup;

        Assert.Equal(group, found is null ? null : $"{found.Name} {found.PolicyWord} {found.MaxPerHost}");
    }

    [Fact]
    public async Task Without_its_aggregates_a_fleet_is_not_read_by_halves()
    {
        var nova = new NovaStub(Answer) { Aggregates = "{}" };

        var error = await Assert.ThrowsAsync<OutsideUnavailableException>(() => nova.Topology.ReadAsync(default));

        Assert.Contains("os-aggregates", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_simulated_cloud_answers_the_same_way()
    {
        var named = NamedFleet.Create();
        var special = NamedFleet.Plain("special", "compute-3") with
        {
            Flavor = Samples.Cloud.Fleet.Flavor.Small with { ExtraSpecs = new Dictionary<string, string> { ["a"] = "b" } },
            ImageProperties = new Dictionary<string, string> { ["HA_Enabled"] = "true" },
        };
        await using var run = await CloudRun.StartAsync(CloudRun.Quick with
        {
            MaxMicroversion = 98,
            Fleet = named with
            {
                Instances = [.. named.Instances, special],
                AggregateMetadata = new Dictionary<string, IReadOnlyDictionary<string, string>>
                {
                    ["rack-1"] = new Dictionary<string, string> { ["HA_Enabled"] = "true" },
                },
            },
        });

        var fleet = await run.Topology.ReadAsync(default);

        var host = fleet.Host(new HostName("compute-3"))!;
        Assert.Equal(["az1", "ha", "rack-2"], host.Aggregates);
        Assert.Equal(("rack-2", "az1"), (host.AggregateMetadata["rack"], host.AggregateMetadata["availability_zone"]));
        var instance = fleet.Instance(run.IdOf("special"))!;
        Assert.Equal(("b", "true", true), (instance.FlavorSpecs["a"], instance.ImageProperties["HA_Enabled"], instance.HaEnabled));
        Assert.NotNull(instance.Image);
        Assert.True(fleet.Instance(run.IdOf("sandbox")) is { HaByAggregate: true, HaEnabled: true });
        Assert.Null(fleet.Instance(run.IdOf("mail"))!.Image);
    }

    static (int Status, string Body) Answer(HttpRequestMessage request) =>
        (200, request.RequestUri!.AbsolutePath.EndsWith("/os-services", StringComparison.Ordinal) ? NovaStub.Services : Servers);

    static Instance Find(Fleet fleet, string id) => fleet.Instance(new InstanceId(id))!;
}
