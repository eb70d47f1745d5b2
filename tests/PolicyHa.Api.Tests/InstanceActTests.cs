using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

/// <summary><c>policyha reset-state|lock|unlock</c>: what persons do to instances by hand.</summary>
public class InstanceActTests
{
    [Fact]
    public async Task A_lock_says_who_and_why_and_is_taken_away_again()
    {
        await using var cloud = await Clouds.StartAsync();
        await using var service = await ServiceUnderTest.ReadyAsync(cloud);

        var locked = await PostAsync(service, "web-1/lock", new { reason = "disk check", by = "ann" });
        Assert.Equal((HttpStatusCode.OK, true), (locked.Status, (bool)locked.Body["changed"]!));
        Assert.Equal("policyha ann: disk check", cloud.Instance("web-1").LockedReason);
        var again = await PostAsync(service, "web-1/lock", new { reason = "disk check", by = "ann" });
        Assert.Equal((HttpStatusCode.OK, false), (again.Status, (bool)again.Body["changed"]!));
        await service.UntilAsync(async () => (bool)(await service.GetAsync("v1/instances/web-1"))["locked"]!, "seen");
        Assert.Equal("policyha ann: disk check", (string?)(await service.GetAsync("v1/instances/web-1"))["lockedReason"]);

        var (exit, output, _) = await Terminal.RunAsync("unlock", "web-1", "--url", service.Url);
        Assert.Equal((0, "web-1 is not locked any more\n"), (exit, output.ReplaceLineEndings("\n")));
        Assert.False(cloud.Instance("web-1").Locked);
        Assert.False((bool)(await PostAsync(service, "web-1/unlock", new { by = "ann" })).Body["changed"]!);

        Assert.Equal(
            ["control ann locks web-1: disk check", "act web-1 lock: accepted (req-…)", "control unlocks web-1", "act web-1 unlock: accepted (req-…)"],
            await HistoryAsync(service, "lock", "unlock"));
    }

    [Fact]
    public async Task Another_s_lock_stays()
    {
        await using var cloud = await Clouds.StartAsync();
        cloud.Lock("web-1", "its owner's reasons");
        cloud.Lock("web-2");
        await using var service = await ServiceUnderTest.ReadyAsync(cloud);

        foreach (var act in (string[])["web-1/lock", "web-1/unlock", "web-2/unlock"])
        {
            var refused = await PostAsync(service, act, new { reason = "mine", by = "ann" });
            Assert.Equal(HttpStatusCode.Conflict, refused.Status);
            Assert.StartsWith("locked-by-another: ", (string?)refused.Body["detail"], StringComparison.Ordinal);
        }

        Assert.Equal(("its owner's reasons", true), (cloud.Instance("web-1").LockedReason, cloud.Instance("web-2").Locked));
        Assert.Empty(await HistoryAsync(service, "lock", "unlock"));
    }

    [Fact]
    public async Task A_name_and_a_reason_are_needed_and_an_instance_that_there_is()
    {
        await using var cloud = await Clouds.StartAsync();
        await using var service = await ServiceUnderTest.ReadyAsync(cloud);

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(service, "web-1/lock", new { reason = "x" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(service, "web-1/lock", new { by = "ann", reason = " " })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(service, "web-1/reset-state", new { by = "ann" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(service, "nobody/reset-state", new { by = "ann", reason = "x" })).Status);
        Assert.Contains("--reason", (await Terminal.RunAsync("reset-state", "web-1", "--url", service.Url)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_of_an_instance_on_a_host_that_lives_is_not_reset()
    {
        await using var cloud = await Clouds.StartAsync();
        cloud.SetState("web-1", task: "image_snapshot");
        await using var service = await ServiceUnderTest.ReadyAsync(cloud);

        var (exit, _, errors) = await Terminal.RunAsync("reset-state", "web-1", "--reason", "it hangs", "--url", service.Url);

        Assert.Equal(1, exit);
        Assert.Contains("409: host-not-dead: compute-1 has not been proven dead, so compute-1 itself may be at work on web-1", errors, StringComparison.Ordinal);
        Assert.Equal(("active", "image_snapshot"), (cloud.Instance("web-1").VmState, cloud.Instance("web-1").TaskState));
    }

    [Fact]
    public async Task What_a_dying_nova_api_has_marked_is_reset_and_its_recovery_goes_on_by_itself()
    {
        await using var cloud = await Clouds.StartAsync();
        var options = ServiceUnderTest.OptionsFor(cloud);
        options.Limits.EvacuateTimeout = TimeSpan.FromSeconds(10);
        await using var service = await ServiceUnderTest.ReadyAsync(options);
        foreach (var other in (string[])["compute-1", "compute-2", "compute-4"])
            await service.ReportAsync(other, "ok");
        cloud.SetState("web-4", task: "rebuilding");
        cloud.Crash("compute-3");
        await service.ReportAsync("compute-3", "down");

        await service.UntilAsync(async () => cloud.Instance("ci").Host != "compute-3" && await StandsAsync(service, "web-4", "pending"), "waited for");
        var early = await PostAsync(service, "web-4/reset-state", new { reason = "nova-api died", by = "ann" });
        Assert.Equal(HttpStatusCode.Conflict, early.Status);
        Assert.StartsWith("move-under-way: evacuate web-4 is under way", (string?)early.Body["detail"], StringComparison.Ordinal);

        await service.UntilAsync(async () => (string?)(await IncidentAsync(service))["state"] == "failed", "given up");
        Assert.Contains("policyha reset-state web-4 --reason TEXT", (string?)(await IncidentAsync(service))["because"], StringComparison.Ordinal);
        var (exit, output, _) = await Terminal.RunAsync("reset-state", "web-4", "--reason", "nova-api died", "--url", service.Url);
        Assert.Equal(0, exit);
        Assert.StartsWith("web-4 on compute-3 is in error now, and Nova is not at work on it; the recovery of compute-3 goes on by itself", output, StringComparison.Ordinal);

        await service.UntilAsync(async () => (string?)(await IncidentAsync(service))["state"] == "closed", "closed");
        Assert.NotEqual("compute-3", cloud.Instance("web-4").Host);
        Assert.Single(cloud.Instance("web-4").RunningOn);
        Assert.Empty(cloud.Audit().Violations);
        Assert.Equal(
            ["control resets the state of web-4 (active, task rebuilding): nova-api died", "act web-4 reset-state: accepted (req-…)"],
            await HistoryAsync(service, "reset-state"));
    }

    [Fact]
    public async Task While_Nova_has_a_move_on_record_nothing_is_reset()
    {
        await using var cloud = await Samples.Cloud.SimulatedCloud.StartAsync(new Samples.Cloud.CloudOptions
        {
            Kafka = false,
            PowerOffTime = TimeSpan.FromMilliseconds(50),
            EvacuateTime = TimeSpan.FromMinutes(10),
        });
        var options = ServiceUnderTest.OptionsFor(cloud);
        options.Limits.EvacuateTimeout = TimeSpan.FromSeconds(2);
        await using var service = await ServiceUnderTest.ReadyAsync(options);
        foreach (var other in (string[])["compute-1", "compute-2", "compute-4"])
            await service.ReportAsync(other, "ok");
        cloud.Crash("compute-3");
        await service.ReportAsync("compute-3", "down");
        await service.UntilAsync(
            async () => (await service.GetAsync("v1/incidents")).AsArray() is [{ } one] && (string?)one["state"] == "failed", "given up");

        var refused = await PostAsync(service, "web-4/reset-state", new { reason = "too slow", by = "ann" });

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.StartsWith("move-under-way: Nova has a move of web-4 on record that has not ended (migration ", (string?)refused.Body["detail"], StringComparison.Ordinal);
        Assert.Equal("rebuilding", cloud.Instance("web-4").TaskState);
    }

    static async Task<JsonNode> IncidentAsync(ServiceUnderTest service) => (await service.GetAsync("v1/incidents")).AsArray().Single()!;

    static async Task<bool> StandsAsync(ServiceUnderTest service, string instance, string standing)
    {
        if ((await service.GetAsync("v1/incidents")).AsArray() is not [{ } incident])
            return false;
        var plan = await service.GetAsync($"v1/incidents/{(string?)incident["id"]}/plan");
        return plan["steps"]!.AsArray().Any(s => (string?)s!["kind"] == "evacuate" && (string?)s["instanceName"] == instance && (string?)s["state"] == standing);
    }

    static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(ServiceUnderTest service, string act, object request)
    {
        var answer = await service.Http.PostAsJsonAsync($"v1/instances/{act}", request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    /// <summary>Kind and text of the lines under these words, in order; without who sits at this terminal, and without Nova's request ids.</summary>
    static async Task<IReadOnlyList<string>> HistoryAsync(ServiceUnderTest service, params string[] words)
    {
        var page = await service.GetAsync("v1/history?limit=1000");
        var lines = page["entries"]!.AsArray().Where(e => words.Contains((string?)e!["what"])).Select(e => $"{e!["kind"]} {e["text"]}");
        return [.. lines.Select(l => System.Text.RegularExpressions.Regex.Replace(l, "req-[0-9a-f-]+", "req-…").Replace($"{Commands.ClientVerb.Person} ", "", StringComparison.Ordinal))];
    }
}
