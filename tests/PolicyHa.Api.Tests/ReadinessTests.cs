using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

public class ReadinessTests
{
    [Fact]
    public async Task Without_a_cloud_the_service_lives_is_not_ready_and_takes_no_events()
    {
        await using var service = await ServiceUnderTest.StartAsync(ServiceUnderTest.OptionsFor(cloud: null));

        Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync("healthz")).StatusCode);
        var ready = await service.Http.GetAsync("readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var checks = JsonNode.Parse(await ready.Content.ReadAsStringAsync())!["checks"]!.AsArray();
        Assert.False((bool?)checks.Single(c => (string)c!["name"]! == "fleet")!["ok"]);
        var events = await service.Http.PostAsJsonAsync(
            "v1/events", HealthEvents.Network("compute-1", "admin", "down"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, events.StatusCode);
    }
}
