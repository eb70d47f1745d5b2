using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

public class OperatorTests
{
    [Fact]
    public async Task Gates_say_how_they_fail_and_whom_they_hold()
    {
        await using var cloud = await Clouds.StartAsync();
        await using var service = await ServiceUnderTest.ReadyAsync(ServiceUnderTest.OptionsFor(cloud));
        await service.Http.PostAsync("v1/control/disarm", null);
        await service.ReportAsync("compute-3", "down");

        await service.UntilAsync(async () => (await Disarmed())["holding"]!.AsArray().Count > 0, "held by the gate");
        var gate = await Disarmed();
        Assert.Equal(("closed", "compute-3"), ((string?)gate["fails"], (string?)gate["holding"]![0]!["host"]));

        async Task<JsonNode> Disarmed() =>
            (await service.GetAsync("v1/gates")).AsArray().Single(g => (string?)g!["name"] == "disarmed")!;
    }

    [Fact]
    public async Task What_operators_switch_survives_a_restart()
    {
        await using var cloud = await Clouds.StartAsync();
        var options = ServiceUnderTest.OptionsFor(cloud);
        await using (var first = await ServiceUnderTest.ReadyAsync(options))
        {
            var on = await first.Http.PostAsJsonAsync(
                "v1/hosts/compute-2/maintenance", new { reason = "new disks", by = "bob" });
            Assert.Equal(HttpStatusCode.OK, on.StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await first.Http.PostAsync("v1/control/disarm", null)).StatusCode);
        }

        await using var second = await ServiceUnderTest.ReadyAsync(options);
        var status = await second.GetAsync("v1/status");
        Assert.Equal("new disks", (string?)status["maintenance"]![0]!["reason"]);
        Assert.NotNull(status["disarmed"]);
        Assert.Equal("maintenance", (string?)(await second.GetAsync("v1/hosts/compute-2"))["state"]);

        Assert.Equal(
            HttpStatusCode.NoContent, (await second.Http.DeleteAsync("v1/hosts/compute-2/maintenance")).StatusCode);
        Assert.Equal(
            HttpStatusCode.Conflict, (await second.Http.DeleteAsync("v1/hosts/compute-2/maintenance")).StatusCode);
        Assert.Null((await second.GetAsync("v1/hosts/compute-2"))["maintenance"]);
    }

    [Fact]
    public async Task A_fenced_host_is_not_taken_for_work_and_says_what_its_return_waits_for()
    {
        await using var cloud = await Clouds.StartAsync();
        await using var service = await ServiceUnderTest.ReadyAsync(cloud);
        foreach (var other in (string[])["compute-1", "compute-2", "compute-4"])
            await service.ReportAsync(other, "ok");
        cloud.Crash("compute-3");
        await service.ReportAsync("compute-3", "down");
        await service.UntilAsync(async () => (await service.GetAsync("v1/incidents?open=false")).AsArray().Count == 1, "recovered");

        var work = await service.Http.PostAsJsonAsync("v1/hosts/compute-3/maintenance", new { reason = "new disks", by = "bob" });
        Assert.Equal(HttpStatusCode.Conflict, work.StatusCode);
        Assert.Contains("host-offline: compute-3 is not up (it was fenced at", await work.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var nobody = await service.Http.PostAsync("v1/hosts/compute-3/re-admit", null);
        Assert.Equal(HttpStatusCode.BadRequest, nobody.StatusCode);
        var asked = await Terminal.RunAsync("re-admit", "compute-3", "--url", service.Url);
        Assert.Contains("wants compute-3 back in service; it waits: not all of its signals are up", asked.Output, StringComparison.Ordinal);

        cloud.Revive("compute-3");
        await service.ReportAsync("compute-3", "ok");
        await service.UntilAsync(
            async () => ((string?)JsonNode.Parse(await (await service.Http.PostAsJsonAsync("v1/hosts/compute-3/re-admit", new { by = "ann" }))
                .Content.ReadAsStringAsync())!["waits"])?.StartsWith("it must have been well for 5m", StringComparison.Ordinal) == true,
            "waits to be well for long enough");
        Assert.True(cloud.Host("compute-3").ForcedDown);
    }
}
