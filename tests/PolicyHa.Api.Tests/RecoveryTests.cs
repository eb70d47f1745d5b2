using System.Net.Http.Json;
using PolicyHa.Adapters.Alerts;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

public class RecoveryTests
{
    [Fact]
    public async Task A_dead_host_reported_over_http_is_fenced_and_its_instances_come_up_elsewhere()
    {
        await using var cloud = await Clouds.StartAsync();
        var options = ServiceUnderTest.OptionsFor(cloud);
        options.Alerts = new AlertsOptions { Sensu = [new SensuOptions { Url = new Uri(cloud.BaseUrl, "sensu/") }] };
        await using var service = await ServiceUnderTest.ReadyAsync(options);
        foreach (var other in (string[])["compute-1", "compute-2", "compute-4"])
            await service.ReportAsync(other, "ok");
        cloud.Crash("compute-3");

        await service.ReportAsync("compute-3", "down");
        await service.UntilAsync(
            async () => (await service.GetAsync("v1/incidents?open=false")).AsArray().Count == 1, "closed");

        var incident = (await service.GetAsync("v1/incidents")).AsArray().Single()!;
        Assert.Equal("closed", (string?)incident["state"]);
        Assert.Equal("host-context/dead", (string?)incident["row"]);
        Assert.Contains("read off twice", (string?)incident["proof"], StringComparison.Ordinal);
        Assert.Equal(["recovered", "recovered", "recovered"], incident["instances"]!.AsArray().Select(i => (string?)i!["result"]));
        Assert.All(incident["instances"]!.AsArray(), i => Assert.NotEqual("compute-3", (string?)i!["host"]));
        Assert.Equal("off", cloud.Host("compute-3").Power);
        Assert.True(cloud.Host("compute-3").ForcedDown);
        Assert.All(["ci", "web-4", "worker-2"], name =>
        {
            Assert.NotEqual("compute-3", cloud.Instance(name).Host);
            Assert.Single(cloud.Instance(name).RunningOn);
        });

        await Eventually.HoldsAsync(() => Task.FromResult(cloud.Alerts.Any(a => a.State == 0)), "told that it is over");
        Assert.Equal([2, 0], cloud.Alerts.Select(a => a.State!.Value).Distinct());

        var id = (string)incident["id"]!;
        var text = await service.Http.GetStringAsync($"v1/incidents/{id}/explanation?format=text");
        Assert.Contains("because   row host-context/dead", text, StringComparison.Ordinal);
        Assert.Contains("instance  ci (pet", text, StringComparison.Ordinal);

        var plan = await service.GetAsync($"v1/incidents/{id}/plan");
        Assert.Equal($"{id}/1", (string?)plan["id"]);
        Assert.Equal(
            ["fence", "force-down", "survey"], plan["steps"]!.AsArray().Take(3).Select(s => (string)s!["kind"]!));
        Assert.Equal((string?)plan["text"], (string?)(await service.GetAsync($"v1/plans/{id}/1"))["text"]);
        var events = await service.GetAsync($"v1/incidents/{id}/events");
        Assert.Contains("/monitors/mon1#test-", (string?)events[0]!["event"], StringComparison.Ordinal);

        var steps = await service.GetAsync($"v1/history?incident={id}&kind=step&what=done");
        Assert.Equal("fence compute-3 done", ((string)steps["entries"]![0]!["text"]!).Split(':')[0]);

        var host = await service.GetAsync("v1/hosts/compute-3");
        Assert.Equal("fenced", (string?)host["state"]);
        Assert.Contains("we fenced it", (string?)host["explanation"]!["outcome"]![0], StringComparison.Ordinal);

        var metrics = await service.Http.GetStringAsync("metrics");
        Assert.Contains(
            "policyha_steps_total{kind=\"evacuate\",outcome=\"done\"} 3\n", metrics, StringComparison.Ordinal);
        Assert.Contains(
            "policyha_fault_to_fence_seconds_count{stage=\"proven\"} 1\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follower_sees_the_flip_the_incident_and_the_hold_as_they_happen()
    {
        await using var cloud = await Clouds.StartAsync();
        await using var service = await ServiceUnderTest.ReadyAsync(cloud);
        (await service.Http.PostAsJsonAsync("v1/control/disarm", new { reason = "rehearsal", by = "alice" }))
            .EnsureSuccessStatusCode();
        using var stream = new StreamReader(await service.Http.GetStreamAsync("v1/stream?after=0"));

        await service.ReportAsync("compute-3", "down");

        var seen = new List<string>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!seen.Exists(l => l.Contains("\"kind\":\"hold\"", StringComparison.Ordinal)))
            seen.Add(await stream.ReadLineAsync(patience.Token) ?? throw new EndOfStreamException("the stream ended"));
        Assert.Contains("id: 1", seen);
        Assert.Contains(seen, l => l.Contains("disarmed by alice: rehearsal", StringComparison.Ordinal));
        Assert.Contains(seen, l => l.Contains("compute-3 storage unknown -> down", StringComparison.Ordinal));
        Assert.Contains(seen, l => l.Contains("\"what\":\"disarmed\"", StringComparison.Ordinal));
    }
}
