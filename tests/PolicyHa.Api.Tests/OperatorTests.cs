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
}
