using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PolicyHa.Api.Tests.Support;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Api.Tests;

/// <summary>Fencing devices before they are needed: looked after, and tried by hand.</summary>
public class FencingTests
{
    [Fact]
    public async Task Devices_are_asked_by_themselves_and_one_that_does_not_answer_is_seen_everywhere()
    {
        await using var cloud = await Clouds.StartAsync();
        cloud.SetBmc("compute-2", BmcFault.Errors, 401);
        await using var service = await ServiceUnderTest.ReadyAsync(cloud);

        await service.UntilAsync(async () => (int?)(await StatusAsync(service))["hosts"]!["good"] == 4, "all were asked");

        var status = await StatusAsync(service);
        Assert.Equal("""{"broken":1,"good":4}""", status["hosts"]!.ToJsonString());
        Assert.StartsWith("compute-2: redfish http://127.0.0.1:", (string?)Assert.Single(status["troubles"]!.AsArray()), StringComparison.Ordinal);
        var host = (await service.GetAsync("v1/hosts/compute-2"))["fencing"]!;
        Assert.Equal(("broken", "unknown"), ((string?)host["standing"], (string?)host["levels"]![0]!["devices"]![0]!["power"]));
        Assert.Equal("good", (string?)(await service.GetAsync("v1/hosts/compute-1"))["fencing"]!["standing"]);
        var metrics = await service.Http.GetStringAsync("metrics");
        Assert.Contains("policyha_fencing_hosts{standing=\"broken\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("policyha_fencing_answer_slowest_milliseconds{device=\"device-1\"} ", metrics, StringComparison.Ordinal);
        Assert.Contains("  fencing: broken 1, good 4\n    compute-2: ", (await RunAsync(service, "status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_a_device_is_told_to_the_operators()
    {
        await using var cloud = await Clouds.StartAsync();
        var options = ServiceUnderTest.OptionsFor(cloud);
        options.Fencing.Devices[0].Hosts = ["/compute-[1-4]/"];
        await using var service = await ServiceUnderTest.ReadyAsync(options);

        await service.UntilAsync(
            async () => (await service.GetAsync("v1/history?kind=alert"))["entries"]!.AsArray().Any(i => ((string)i!["text"]!).Contains(
                "segment az1: 1 of 5 hosts could not be fenced as they should: compute-5: no fencing device is configured for it", StringComparison.Ordinal)),
            "told");
    }

    [Fact]
    public async Task Devices_may_go_by_where_Nova_has_the_hosts()
    {
        await using var cloud = await Clouds.StartAsync();
        var options = ServiceUnderTest.OptionsFor(cloud);
        options.Fencing.Devices[0].Hosts = ["metadata:rack=rack-1"];
        await using var service = await ServiceUnderTest.ReadyAsync(options);

        var hosts = (await service.GetAsync("v1/hosts")).AsArray();
        Assert.Equal(["compute-1", "compute-2"], hosts.Where(h => (bool)h!["fenceable"]!).Select(h => (string)h!["name"]!).Order(StringComparer.Ordinal));
        Assert.Equal(0, (await RunAsync(service, "fence-test", "compute-1")).Exit);
        Assert.StartsWith("compute-3: no-device", (await RunAsync(service, "fence-test", "compute-3")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_tells_what_each_device_says_and_ends_with_1_where_something_is_wrong()
    {
        await using var cloud = await Clouds.StartAsync();
        cloud.SetBmc("compute-2", BmcFault.Errors, 503);
        await using var service = await ServiceUnderTest.ReadyAsync(cloud);

        var good = await RunAsync(service, "fence-test", "compute-1");
        var bad = await RunAsync(service, "fence-test", "compute-2");

        Assert.Equal(0, good.Exit);
        Assert.Matches(@"^compute-1: good\n  level 1  device-1: on \(redfish http://127\.0\.0\.1:\d+/\S*compute-1, PowerState On, \d\.\d\d s\)\n$", good.Output);
        Assert.Equal(1, bad.Exit);
        Assert.StartsWith("compute-2: broken: ", bad.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(service, "fence-test", "nobody")).Exit);
        Assert.DoesNotContain(cloud.Audit().Events, e => e.Kind is AuditKind.PowerOffCommanded);
    }

    [Fact]
    public async Task For_real_an_empty_host_in_maintenance_is_switched_off_and_on_again()
    {
        await using var cloud = await Clouds.StartAsync();
        await using var service = await ServiceUnderTest.ReadyAsync(cloud);
        await service.ReportAsync("compute-5", "up");
        await RunAsync(service, "maintenance", "on", "compute-5", "--reason", "fence test");
        await service.UntilAsync(
            async () => ((string?)(await service.GetAsync("v1/hosts/compute-5"))["incident"]?["because"])?.StartsWith("ready for the work", StringComparison.Ordinal) is true,
            "compute-5 is kept free");

        var (exit, output, errors) = await RunAsync(service, "fence-test", "compute-5", "--for-real", "--yes");

        Assert.Equal((0, ""), (exit, errors));
        Assert.Matches(@"\n  switched  level 1: off after \d+\.\d s, on after \d+\.\d s\n$", output);
        Assert.Equal("on", cloud.Host("compute-5").Power);
        var off = Assert.Single(cloud.Audit().Events, e => e.Kind is AuditKind.PowerOffCommanded);
        Assert.Equal("compute-5", off.Host);
        Assert.EndsWith("/1/off", off.Mark.Step, StringComparison.Ordinal);
        Assert.NotEqual("0", off.Mark.Epoch);
        var lines = (await service.GetAsync("v1/history?host=compute-5&kind=control"))["entries"]!.AsArray().Select(i => (string)i!["text"]!).ToList();
        Assert.Contains(lines, l => l.EndsWith("has compute-5 switched off and on again to try its fencing devices", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("compute-5: level 1: off after ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_device_that_only_says_yes_is_found_out()
    {
        await using var cloud = await Clouds.StartAsync();
        cloud.SetBmc("compute-5", BmcFault.Errors, 500);
        await using var service = await ServiceUnderTest.ReadyAsync(cloud);
        await RunAsync(service, "maintenance", "on", "compute-5");

        var (exit, output, _) = await RunAsync(service, "fence-test", "compute-5", "--for-real", "--yes");

        Assert.Equal(1, exit);
        Assert.Contains("switched  level 1: redfish http://127.0.0.1:", output, StringComparison.Ordinal);
        Assert.Equal("on", cloud.Host("compute-5").Power);
    }

    [Fact]
    public async Task For_real_no_host_is_switched_off_that_works_or_carries_anything()
    {
        await using var cloud = await Clouds.StartAsync();
        var options = ServiceUnderTest.OptionsFor(cloud);
        options.Fencing.OwnHost = "compute-5";
        await using var service = await ServiceUnderTest.ReadyAsync(options);

        Assert.Equal("compute-1 is not in maintenance: policyha maintenance on compute-1", await RefusalAsync(service, "compute-1"));
        await RunAsync(service, "disarm");
        await RunAsync(service, "maintenance", "on", "compute-1");
        Assert.StartsWith("Nova may still place instances on compute-1", await RefusalAsync(service, "compute-1"), StringComparison.Ordinal);
        await RunAsync(service, "arm");
        await service.ReportAsync("compute-1", "up");
        await service.UntilAsync(
            async () => (await RefusalAsync(service, "compute-1"))!.EndsWith("instances are on compute-1: policyha maintenance on compute-1 --drain", StringComparison.Ordinal),
            "Nova places nothing there any more");
        await RunAsync(service, "maintenance", "on", "compute-5");
        Assert.Equal("this service runs on compute-5", await RefusalAsync(service, "compute-5"));
        Assert.Equal(HttpStatusCode.NotFound, (await service.Http.PostAsJsonAsync("v1/hosts/nobody/fence-test", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await service.Http.PostAsJsonAsync("v1/hosts/compute-1/fence-test", new { forReal = true })).StatusCode);
        Assert.DoesNotContain(cloud.Audit().Events, e => e.Kind is AuditKind.PowerOffCommanded);
    }

    static async Task<string?> RefusalAsync(ServiceUnderTest service, string host)
    {
        var answer = await service.Http.PostAsJsonAsync($"v1/hosts/{host}/fence-test", new { forReal = true, by = "ann" });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        return (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"];
    }

    static async Task<JsonNode> StatusAsync(ServiceUnderTest service) => (await service.GetAsync("v1/status"))["fencing"]!;

    static async Task<(int Exit, string Output, string Errors)> RunAsync(ServiceUnderTest service, params string[] args)
    {
        var (exit, output, errors) = await Terminal.RunAsync([.. args, "--url", service.Url]);
        return (exit, output.ReplaceLineEndings("\n"), errors);
    }
}
