using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

[Collection(CalmService.Name)]
public class HostTests(CalmService calm)
{
    readonly ServiceUnderTest service = calm.Service;

    [Fact]
    public async Task A_host_says_why_nothing_is_done_about_it_and_which_instances_are_protected()
    {
        await service.ReportAsync("compute-4", "ok");

        var host = await service.GetAsync("v1/hosts/compute-4");

        Assert.Equal("healthy", (string?)host["state"]);
        Assert.Equal("nothing: every signal is up", (string?)host["explanation"]!["outcome"]![0]);
        var classes = host["instances"]!.AsArray().ToDictionary(i => (string)i!["name"]!, i => (string)i!["class"]!);
        Assert.Equal(("pet", "cattle"), (classes["archive"], classes["worker-3"]));
        var sandbox = await service.GetAsync("v1/instances/sandbox");
        Assert.False((bool?)sandbox["protected"]);
        Assert.Contains("default.yaml:", (string?)sandbox["classAt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_says_how_much_room_it_has_left_and_a_segment_how_many_of_its_hosts_may_die()
    {
        await service.UntilAsync(
            async () => (int?)(await service.GetAsync("v1/segments/az1"))["failures"]?["survives"] == 2, "looked ahead, and there is room");

        var room = (await service.GetAsync("v1/hosts/compute-4"))["room"]!;
        Assert.InRange((int)room["vcpus"]!, 200, 256);              // 64 with Nova's ratio of 4
        Assert.InRange((int)room["ram"]!, 200_000, 262_144);
        var failures = (await service.GetAsync("v1/segments/az1"))["failures"]!;
        Assert.Equal((0, 0), ((int)failures["one"]!["failing"]!, (int)failures["two"]!["failing"]!));
        Assert.Empty(failures["unknown"]!.AsArray());
        Assert.Equal("az1", (string?)Assert.Single((await service.GetAsync("v1/status"))["room"]!.AsArray())!["segment"]);
        Assert.Contains("policyha_segment_failures_survived{segment=\"az1\"} 2\n", await service.Http.GetStringAsync("metrics"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Http.GetAsync("v1/segments/nowhere")).StatusCode);
    }

    [Fact]
    public async Task The_tag_an_operator_sets_is_in_novas_metadata_and_in_the_answer()
    {
        var answer = await service.Http.PutAsJsonAsync(
            "v1/instances/sandbox", new { ha_enabled = true, ha_class = "pet" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("pet", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["class"]);
        var metadata = calm.Cloud.Instance("sandbox").Metadata;
        Assert.Equal(("True", "pet"), (metadata["HA_Enabled"], metadata["HA_Class"]));
        await service.UntilAsync(
            async () => (bool)(await service.GetAsync("v1/instances/sandbox"))["protected"]!, "seen in the fleet");

        (await service.Http.PutAsJsonAsync("v1/instances/sandbox", new { ha_enabled = false }))
            .EnsureSuccessStatusCode();
        await service.UntilAsync(
            async () => !(bool)(await service.GetAsync("v1/instances/sandbox"))["protected"]!, "unprotected again");
    }

    [Fact]
    public async Task A_tag_that_is_taken_out_lets_others_speak_and_who_speaks_is_told()
    {
        var forbidden = await service.Http.PutAsJsonAsync("v1/instances/sandbox", new { ha_enabled = false });
        Assert.Equal("instance", (string?)JsonNode.Parse(await forbidden.Content.ReadAsStringAsync())!["haEnabledBy"]);

        var answer = await service.Http.DeleteAsync("v1/instances/sandbox");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("none", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["haEnabledBy"]);
        Assert.DoesNotContain("HA_Enabled", calm.Cloud.Instance("sandbox").Metadata.Keys);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Http.DeleteAsync("v1/instances/nowhere")).StatusCode);
        var host = await service.GetAsync($"v1/hosts/{calm.Cloud.Instance("web-1").Host}");
        Assert.Equal("instance", (string?)host["instances"]!.AsArray().Single(i => (string?)i!["name"] == "web-1")!["haEnabledBy"]);
    }

    [Theory]
    [InlineData("{}", "ha_enabled: is missing")]
    [InlineData("""{"ha_enabled": true, "ha_class": "dog"}""", "'dog' is none of pet, cattle")]
    [InlineData("""{"ha_enabled": true, "ha_clas": "pet"}""", "ha_clas")]
    [InlineData("""{"ha_enabled": true, "ha_priority": 1001}""", "HA_Priority '1001' is not a number from 0 to 1000")]
    [InlineData("""{"ha_enabled": true, "ha_group": "two words"}""", "HA_Group 'two words' is not the name of a group")]
    public async Task A_wrong_tag_is_refused_with_the_reason(string body, string reason)
    {
        var answer = await service.Http.PutAsync(
            "v1/instances/sandbox", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_of_recovery_is_written_and_one_that_is_a_circle_is_refused_by_name()
    {
        var set = await service.Http.PutAsJsonAsync("v1/instances/sandbox", new { ha_enabled = false, ha_priority = 900, ha_group = "web", ha_after = (string[])["db"] });
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        var metadata = calm.Cloud.Instance("sandbox").Metadata;
        Assert.Equal(("900", "web", "db"), (metadata["HA_Priority"], metadata["HA_Group"], metadata["HA_After"]));

        var circle = await service.Http.PutAsJsonAsync("v1/instances/sandbox", new { ha_enabled = false, ha_after = (string[])["db", "web"] });
        Assert.Equal(HttpStatusCode.Conflict, circle.StatusCode);
        Assert.Contains("would wait for each other in a circle: web", await circle.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("db", calm.Cloud.Instance("sandbox").Metadata["HA_After"]);

        (await service.Http.PutAsJsonAsync("v1/instances/sandbox", new { ha_enabled = false, ha_after = (string[])[] })).EnsureSuccessStatusCode();
        Assert.Equal("", calm.Cloud.Instance("sandbox").Metadata["HA_After"]);
    }

    [Fact]
    public async Task Nobody_can_vouch_for_a_host_that_nothing_waits_for()
    {
        var answer = await service.Http.PostAsJsonAsync("v1/hosts/compute-5/confirm-dead", new { by = "alice" });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("no open incident", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1/hosts/nowhere")]
    [InlineData("v1/instances/nowhere")]
    [InlineData("v1/incidents/inc-0")]
    [InlineData("v1/plans/inc-0/1")]
    [InlineData("v1/nothing-at-all")]
    public async Task What_is_not_there_is_a_problem_with_status_404(string path)
    {
        var answer = await service.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }
}
