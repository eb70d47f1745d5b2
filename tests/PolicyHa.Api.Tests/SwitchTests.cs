using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PolicyHa.Api.Tests.Support;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Tests;

/// <summary>Disarm, pause and maintenance of a host, of a segment, or of everything.</summary>
[Collection(CalmService.Name)]
public class SwitchTests(CalmService calm)
{
    static readonly DateTimeOffset LongAgo = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly ServiceUnderTest service = calm.Service;

    [Fact]
    public async Task A_segment_is_disarmed_and_armed_for_itself_while_all_others_act()
    {
        var off = await PostAsync("v1/control/disarm", new { reason = "audit", by = "ann", segment = "az1" });

        Assert.True((bool?)off["armed"]);
        Assert.Equal(("az1", "ann", "audit"), ((string?)off["parts"]![0]!["segment"], (string?)off["parts"]![0]!["by"], (string?)off["parts"]![0]!["reason"]));
        Assert.Equal("az1", (string?)(await service.GetAsync("v1/status"))["partsDisarmed"]![0]!["segment"]);
        Assert.Empty((await PostAsync("v1/control/arm", new { by = "ann", segment = "az1" }))["parts"]!.AsArray());
    }

    [Fact]
    public async Task Acting_goes_on_when_the_last_reason_to_pause_is_taken_back()
    {
        await PostAsync("v1/control/pauses", new { reason = "upgrade", by = "ann" });
        var both = await PostAsync("v1/control/pauses", new { reason = "audit", by = "bo", host = "compute-2" });
        Assert.Equal(["upgrade", "audit"], both["pauses"]!.AsArray().Select(p => (string?)p!["reason"]));

        var wrongScope = await service.Http.DeleteAsync("v1/control/pauses/audit");
        Assert.Equal(HttpStatusCode.NotFound, wrongScope.StatusCode);
        Assert.Contains("everything is not paused for audit", await wrongScope.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await service.Http.DeleteAsync("v1/control/pauses/upgrade")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Http.DeleteAsync("v1/control/pauses/audit?host=compute-2")).StatusCode);
        Assert.Empty((await service.GetAsync("v1/control"))["pauses"]!.AsArray());
    }

    [Fact]
    public async Task A_whole_segment_is_in_maintenance_until_it_is_ended()
    {
        var on = await PostAsync("v1/segments/az1/maintenance", new { reason = "new switches", by = "bo", until = DateTimeOffset.MaxValue });

        Assert.Equal(("az1", null), ((string?)on["segment"], (string?)on["host"]));
        Assert.Empty(on["waitsFor"]!.AsArray());
        Assert.Equal("maintenance", (string?)(await service.GetAsync("v1/hosts/compute-2"))["state"]);
        Assert.Equal(HttpStatusCode.Conflict, (await service.Http.DeleteAsync("v1/hosts/compute-2/maintenance")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await service.Http.DeleteAsync("v1/segments/az1/maintenance")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await service.Http.DeleteAsync("v1/segments/az1/maintenance")).StatusCode);
    }

    [Fact]
    public async Task What_was_switched_at_another_replica_meanwhile_stays()
    {
        var window = new MaintenanceWindow(WorkScope.Of(new HostName("compute-4")), "ann", "new fans", LongAgo, null);
        await service.SwitchElsewhereAsync(now => now.BeginMaintenance(window));

        await PostAsync("v1/control/pauses", new { reason = "other-work", by = "bo" });

        Assert.Equal("maintenance", (string?)(await service.GetAsync("v1/hosts/compute-4"))["state"]);
        Assert.Equal(HttpStatusCode.NoContent, (await service.Http.DeleteAsync("v1/hosts/compute-4/maintenance")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Http.DeleteAsync("v1/control/pauses/other-work")).StatusCode);
    }

    public static TheoryData<string, object, HttpStatusCode, string> Refusals => new()
    {
        { "v1/control/disarm", new { host = "compute-2", segment = "az1" }, HttpStatusCode.BadRequest, "host, segment: name one of them" },
        { "v1/control/disarm", new { until = LongAgo }, HttpStatusCode.BadRequest, "until: 2020-01-01" },
        { "v1/control/arm", new { segment = "nowhere" }, HttpStatusCode.NotFound, "no segment nowhere" },
        { "v1/control/pauses", new { by = "ann" }, HttpStatusCode.BadRequest, "reason: is missing" },
        { "v1/control/pauses", new { reason = "x", host = "nowhere" }, HttpStatusCode.NotFound, "no host nowhere" },
        { "v1/hosts/compute-2/maintenance", new { until = LongAgo }, HttpStatusCode.BadRequest, "has passed" },
        { "v1/segments/nowhere/maintenance", new { }, HttpStatusCode.NotFound, "no segment nowhere" },
        { "v1/hosts/compute-2/re-admit", new { by = "ann" }, HttpStatusCode.Conflict, "was not fenced by this service" },
        { "v1/hosts/nowhere/re-admit", new { by = "ann" }, HttpStatusCode.NotFound, "no host nowhere" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_wish_that_makes_no_sense_is_refused_with_the_reason(string path, object body, HttpStatusCode status, string reason)
    {
        var answer = await service.Http.PostAsJsonAsync(path, body);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_pauses_resumes_disarms_and_arms_a_host()
    {
        var paused = await RunAsync("pause", "upgrade", "--host", "compute-4");
        var status = await RunAsync("status");
        var resumed = await RunAsync("resume", "upgrade", "--host", "compute-4");
        var disarmed = await RunAsync("disarm", "--host", "compute-4", "--reason", "audit");
        var armed = await RunAsync("arm", "--host", "compute-4");

        Assert.Contains("host compute-4 PAUSED for upgrade by ", paused.Output, StringComparison.Ordinal);
        Assert.Contains("host compute-4 PAUSED for upgrade by ", status.Output, StringComparison.Ordinal);
        Assert.Equal("armed", resumed.Output.Trim());
        Assert.Matches("^armed\\s+host compute-4 DISARMED by .+: audit", disarmed.Output);
        Assert.Equal("armed", armed.Output.Trim());
    }

    [Fact]
    public async Task The_command_line_plans_work_on_a_segment_and_says_what_it_cannot_do()
    {
        var on = await RunAsync("maintenance", "on", "--segment", "az1", "--reason", "new fans");
        var off = await RunAsync("maintenance", "off", "--segment", "az1");
        var neither = await RunAsync("maintenance", "on");
        var both = await RunAsync("maintenance", "on", "compute-4", "--segment", "az1");
        var nothing = await RunAsync("resume", "upgrade");
        var wellAlready = await RunAsync("re-admit", "compute-4");

        Assert.StartsWith("segment az1 in maintenance by ", on.Output, StringComparison.Ordinal);
        Assert.Equal("out of maintenance", off.Output.Trim());
        Assert.Equal((2, 2, 1, 1), (neither.Exit, both.Exit, nothing.Exit, wellAlready.Exit));
        Assert.Contains("name a HOST, or --segment SEGMENT", neither.Errors, StringComparison.Ordinal);
        Assert.Contains("not paused for upgrade", nothing.Errors, StringComparison.Ordinal);
        Assert.Contains("there is nothing to re-admit", wellAlready.Errors, StringComparison.Ordinal);
    }

    Task<(int Exit, string Output, string Errors)> RunAsync(params string[] args) => Terminal.RunAsync([.. args, "--url", service.Url]);

    async Task<JsonNode> PostAsync(string path, object body)
    {
        var answer = await service.Http.PostAsJsonAsync(path, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
